using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Predicates;
using ModelSpecs.Spec.Schema;
using ModelSpecs.Spec.Tests.Schema;

namespace ModelSpecs.Spec.Tests.Catalogue;

/// <summary>The catalogue, the parser and the schema know the same keys, and no key is read without effect.</summary>
public sealed class KeyCatalogueTests
{
    private static readonly SchemaValidator SpecSchemaValidator = new(SpecSchema.Write());
    private static readonly SchemaValidator DefaultsSchemaValidator = new(SpecSchema.WriteDefaults());

    public static IEnumerable<TheoryDataRow<string, string>> Keys() =>
        KeyCatalogue.All.SelectMany(mapping => mapping.Keys.Select(key => new TheoryDataRow<string, string>(mapping.Name, key.Name)));

    public static IEnumerable<TheoryDataRow<string>> Mappings() => KeyCatalogue.All.Select(mapping => new TheoryDataRow<string>(mapping.Name));

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_example_of_every_key_is_accepted_by_parser_and_schema_and_changes_the_spec(string mappingName, string keyName)
    {
        var mapping = KeyCatalogue.All.Single(m => m.Name == mappingName);
        var key = mapping.Find(keyName)!;
        key.Description.Should().EndWith(".");
        var text = KeyPlaces.Spec(mapping, key, keyName);
        var validator = ReferenceEquals(mapping, KeyCatalogue.Defaults) ? DefaultsSchemaValidator : SpecSchemaValidator;
        validator.Validate(YamlJson.Parse(ReferenceEquals(mapping, KeyCatalogue.Defaults) ? text.Replace("spec: Loan default\n", "", StringComparison.Ordinal) : text)).Should().BeEmpty();

        var with = Parse(mapping, text);
        SpecText.Errors(with).Should().BeEmpty($"the example is right in:\n{text}");
        if (keyName is "root")
        {
            SpecDefaults.SaysRoot(text).Should().BeTrue();
            return;
        }

        var without = Parse(mapping, KeyPlaces.Spec(mapping, null, keyName));
        SpecDump.Of(with.Spec).Should().NotBe(SpecDump.Of(without.Spec), $"the key has an effect in:\n{text}");
    }

    [Theory]
    [MemberData(nameof(Mappings))]
    public void A_key_that_no_mapping_lists_is_refused_by_parser_and_schema(string mappingName)
    {
        var mapping = KeyCatalogue.All.Single(m => m.Name == mappingName);
        var text = KeyPlaces.Spec(mapping, new KeyDescriptor("zzz", new TextShape(), "", "1"), "zzz");
        Parse(mapping, text).Diagnostics.Select(d => d.Id).Should().Contain(id => id == SpecDiagnostics.UnknownKey.Id || id == SpecDiagnostics.UnknownParameter.Id || id == SpecDiagnostics.UnknownMetric.Id);
        var validator = ReferenceEquals(mapping, KeyCatalogue.Defaults) ? DefaultsSchemaValidator : SpecSchemaValidator;
        validator.Validate(YamlJson.Parse(text)).Should().NotBeEmpty();
    }

    [Fact]
    public void Every_key_that_a_later_version_will_know_is_refused_as_such()
    {
        foreach (var mapping in KeyCatalogue.All)
        {
            foreach (var later in mapping.Later)
            {
                mapping.Find(later).Should().BeNull();
                var text = KeyPlaces.Spec(mapping, new KeyDescriptor(later, new TextShape(), "", "1"), later);
                Parse(mapping, text).Diagnostics.Should().ContainSingle(d => d.Severity == DiagnosticSeverity.Error)
                    .Which.Id.Should().Be(SpecDiagnostics.NotYetKnown.Id, $"{mapping.Name}.{later} is planned");
            }
        }
    }

    [Fact]
    public void Words_of_the_catalogue_stand_in_the_order_of_their_enumerations()
    {
        Words(KeyCatalogue.Spec, "task").Should().Equal(Names<TaskKind>());
        Words(PartKeys.Outputs, "activation").Should().Equal(Names<Activation>());
        Words(PartKeys.Slice, "every").Should().Equal(Names<TimePeriod>());
        Words(PartKeys.Verdict, "inconclusive").Should().Equal(Names<InconclusiveAction>());
        Words(PartKeys.Verdict, "judge").Should().Equal(Names<JudgePolicy>());
        Words(PartKeys.Verdict, "family").Should().Equal(Names<CorrectionFamily>());
        Words(PartKeys.Intervals, "proportions").Should().Equal("wilson", "clopper_pearson").And.HaveSameCount(Names<ProportionMethod>());
        Words(PartKeys.Intervals, "roc_auc").Should().Equal("delong", "logit_delong").And.HaveSameCount(Names<AreaMethod>());
        Words(PartKeys.Intervals, "bootstrap").Should().Equal(Names<BootstrapMethod>());
        Words(PartKeys.Golden, "labels_missing").Should().Equal(Names<LabelsMissing>());
        ((ChoiceShape)((NamedShape)PartKeys.Golden.Find("columns")!.Shape).Value).Values.Should().Equal(Names<ColumnKind>().Where(name => name != "tensor"));
    }

    [Fact]
    public void Every_parameter_flag_of_a_metric_has_a_row_and_every_row_a_metric()
    {
        var rows = MetricParameterCatalogue.All.Aggregate(MetricParameters.None, (flags, row) => flags | row.Flag);
        MetricCatalogue.All.Aggregate(MetricParameters.None, (flags, metric) => flags | metric.Parameters).Should().Be(rows);
        MetricCatalogue.All.Select(metric => metric.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => MetricCatalogue.Find(name) != null);
        MetricCatalogue.All.Should().OnlyContain(metric => metric.Minimum < metric.Maximum && metric.Tasks.Count > 0 && metric.Summary.EndsWith('.'));
    }

    [Theory]
    [InlineData("auc", "roc_auc")]
    [InlineData("Sensitivity", "recall")]
    [InlineData("f1-score", "f1")]
    [InlineData("logloss", "log_loss")]
    public void Other_tools_names_lead_to_the_catalogues(string other, string expected)
    {
        MetricNames.Suggest(other).Should().Be(expected);
        MetricCatalogue.Find(expected).Should().NotBeNull();
    }

    private static SpecParseResult Parse(MappingDescriptor mapping, string text)
    {
        var files = new MemoryFiles().With("shared/credit.yaml", "id: x");
        files = ReferenceEquals(mapping, KeyCatalogue.Defaults)
            ? files.With("specs/modelspecs.yaml", text.Replace("spec: Loan default\n", "", StringComparison.Ordinal)).With("specs/loan.spec.yaml", "spec: Loan default\n")
            : files.With("specs/loan.spec.yaml", text);
        return SpecParser.Parse(MemoryFiles.Full("specs/loan.spec.yaml"), files);
    }

    private static IReadOnlyList<string> Words(MappingDescriptor mapping, string key) => ((ChoiceShape)mapping.Find(key)!.Shape).Values;

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => name.ToLowerInvariant());
}
