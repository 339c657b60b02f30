' Compiled into every Visual Basic project of spec tests: its specs are the rows of this class's theory.
Namespace Global.ModelSpecs.Tests

    ''' <summary>Every check of every spec of the project.</summary>
    Public NotInheritable Class Specs
        Inherits Global.ModelSpecs.Xunit.SpecFileTests
    End Class

End Namespace
