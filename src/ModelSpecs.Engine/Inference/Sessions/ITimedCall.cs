namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>A call whose time is measured: what comes before it is no part of it. Tests put a model in its place that moves a clock of their own.</summary>
internal interface ITimedCall
{
    /// <summary>Rows a call.</summary>
    int Rows { get; }

    /// <summary>Gets the inputs of a call ready.</summary>
    /// <param name="call">Number of the call, from 0; later calls take later rows, and begin anew at the end.</param>
    void Prepare(int call);

    /// <summary>Makes the call.</summary>
    void Run();
}
