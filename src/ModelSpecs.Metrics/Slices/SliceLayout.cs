namespace ModelSpecs.Metrics.Slices;

/// <summary>Numbers the slices of all axes. Slot 0 is the whole set; each axis then has one slot for the rows that are in
/// none of its groups, so that the hot loops add without asking, and one a group.</summary>
internal sealed class SliceLayout
{
    private readonly int[] bases;

    /// <summary>Lays out the slots of <paramref name="axes"/>.</summary>
    public SliceLayout(IReadOnlyList<SliceAxis> axes)
    {
        Axes = axes;
        bases = new int[axes.Count];
        var slots = 1;
        for (var axis = 0; axis < bases.Length; axis++)
        {
            bases[axis] = slots;
            slots = checked(slots + axes[axis].Groups + 1);
        }

        Slots = slots;
    }

    /// <summary>The axes.</summary>
    public IReadOnlyList<SliceAxis> Axes { get; }

    /// <summary>All slots, those for rows in no group included.</summary>
    public int Slots { get; }

    /// <summary>Slots of one axis, the one for rows in no group first.</summary>
    public int SlotsOf(int axis) => Axes[axis].Groups + 1;

    /// <summary>Slot of the rows that are in no group of <paramref name="axis"/>; a group's follow it.</summary>
    public int FirstSlot(int axis) => bases[axis];

    /// <summary>Slot of a group.</summary>
    public int Slot(int axis, int group) => bases[axis] + 1 + group;
}
