// Compiled into every F# project of spec tests: its specs are the rows of this class's theory.
namespace ModelSpecs.Tests

/// Every check of every spec of the project.
[<Sealed>]
type Specs() =
    inherit ModelSpecs.Xunit.SpecFileTests()
