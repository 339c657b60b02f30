using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Tests.Samples;

/// <summary>What of the language some YAML files use: a walk through their nodes along the catalogue's shapes.</summary>
internal sealed class UsedKeys
{
    /// <summary><c>mapping/key</c>.</summary>
    public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary><c>mapping/key = choice</c>.</summary>
    public SortedSet<string> Choices { get; } = new(StringComparer.Ordinal);

    /// <summary>Metrics with a check.</summary>
    public SortedSet<string> Metrics { get; } = new(StringComparer.Ordinal);

    public void AddFile(string file, MappingDescriptor mapping)
    {
        var bag = new DiagnosticBag();
        var map = YamlReader.Read(file, File.ReadAllText(file), bag);
        bag.HasErrors.Should().BeFalse(file);
        AddMapping(map!, mapping);
    }

    private void AddMapping(YamlMap map, MappingDescriptor mapping)
    {
        foreach (var entry in map.Entries)
        {
            var key = mapping.Find(entry.Key.Text);
            if (key is not null)
            {
                Keys.Add($"{mapping.Name}/{key.Name}");
                Add(entry.Value, key.Shape, $"{mapping.Name}/{key.Name}");
            }
        }
    }

    private void Add(YamlNode node, ValueShape shape, string place)
    {
        switch (shape, node)
        {
            case (MappingShape mapping, YamlMap map):
                AddMapping(map, mapping.Mapping);
                break;
            case (NamedShape named, YamlMap map):
                foreach (var entry in map.Entries)
                {
                    Add(entry.Value, named.Value, place);
                }

                break;
            case (ListShape list, YamlList items):
                foreach (var item in items.Items)
                {
                    Add(item, list.Item, place);
                }

                break;
            case (ChecksShape checks, YamlMap map):
                var beside = BaselineKeys.Of(checks.Place);
                if (beside is not null)
                {
                    AddMapping(new YamlMap([.. map.Entries.Where(entry => beside.Find(entry.Key.Text) is not null)], map.Span), beside);
                }

                foreach (var entry in map.Entries.Where(entry => beside?.Find(entry.Key.Text) is null))
                {
                    Metrics.Add(entry.Key.Text);
                    AddCheck(entry.Value, MetricCatalogue.Find(entry.Key.Text)!, checks.Place);
                }

                break;
            case (EitherShape either, _):
                Add(node, either.Short, place);
                Add(node, either.Full, place);
                break;
            case (ChoiceShape choice, YamlScalar scalar) when choice.Values.Contains(scalar.Text):
                Choices.Add($"{place} = {scalar.Text}");
                break;
        }
    }

    private void AddCheck(YamlNode node, MetricDescriptor metric, CheckPlace place)
    {
        if (node is YamlList list)
        {
            foreach (var item in list.Items)
            {
                AddCheck(item, metric, place);
            }
        }
        else if (node is YamlMap map)
        {
            AddMapping(map, place switch
            {
                CheckPlace.Gap => CheckKeys.GapCheck,
                CheckPlace.Time => CheckKeys.TimeCheck,
                CheckPlace.Snapshot or CheckPlace.Compare => BaselineKeys.Tolerance,
                _ => CheckKeys.Check,
            });
        }
    }
}
