using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ModelSpecs.Tests.Shared;

/// <summary>The reference page of an assembly, made of its declarations and the XML documentation beside it.</summary>
internal static partial class ApiPage
{
    /// <summary>The page as Markdown.</summary>
    public static string Of(Assembly assembly, string intro)
    {
        var docs = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        var text = new StringBuilder($"# {assembly.GetName().Name}\n\n{intro}\n");
        foreach (var type in PublicApi.Types(assembly).Where(type => !PublicApi.IsHidden(type)))
        {
            var doc = docs[IdOf(type)];
            text.Append($"\n## {type.Name}\n\n```csharp\n{PublicApi.Declaration(type)}\n```\n\n{Prose(doc.Element("summary")!)}\n");
            if (doc.Element("remarks") is { } remarks)
            {
                text.Append($"\n{Prose(remarks)}\n");
            }

            foreach (var member in PublicApi.Members(type).Where(member => !PublicApi.IsHidden(member) && !IsBase(member)))
            {
                Write(text, member, docs);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MemberInfo member, Dictionary<string, XElement> docs)
    {
        if (!docs.TryGetValue(IdOf(member), out var doc))
        {
            if (member is ConstructorInfo constructor && constructor.GetParameters().Length == 0)
            {
                // Nobody wrote it.
                return;
            }

            throw new InvalidOperationException($"{IdOf(member)} is not documented.");
        }

        var inherited = doc.Element("inheritdoc")?.Attribute("cref")?.Value is { } cref ? docs[cref] : doc;
        text.Append($"\n- `{PublicApi.Declaration(member).Replace("public ", "", StringComparison.Ordinal)}`\n\n  {Prose(doc.Element("summary")!)}");
        foreach (var parameter in inherited.Elements("param").Where(p => p.Attribute("name")!.Value is not ("callerFile" or "because" or "becauseArgs")))
        {
            text.Append($"\n  - `{parameter.Attribute("name")!.Value}`: {Prose(parameter)}");
        }

        if (inherited.Element("returns") is { } returns)
        {
            text.Append($"\n  - Returns: {Prose(returns)}");
        }

        foreach (var exception in inherited.Elements("exception"))
        {
            text.Append($"\n  - Throws `{ShortName(exception.Attribute("cref")!.Value)}`: {Prose(exception)}");
        }

        text.Append('\n');
    }

    private static bool IsBase(MemberInfo member) => member switch
    {
        MethodInfo method => PublicApi.IsOverride(method),
        PropertyInfo property => PublicApi.IsOverride(property.GetMethod!),
        _ => false,
    };

    private static string Prose(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText plain => plain.Value.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{ShortName(see.Attribute("cref")!.Value)}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
        XElement other => Prose(other),
        _ => "",
    })), " ").Trim();

    /// <summary><c>T:A.B</c> is B, <c>P:A.B.C</c> is B.C.</summary>
    private static string ShortName(string cref)
    {
        var parts = cref[2..].Split('(')[0].Split('.');
        return cref[0] == 'T' || parts.Length < 2 ? parts[^1] : $"{parts[^2]}.{parts[^1]}".Replace(".#ctor", "", StringComparison.Ordinal);
    }

    private static string IdOf(MemberInfo member) => member switch
    {
        Type type => $"T:{IdName(type)}",
        FieldInfo field => $"F:{IdName(field.DeclaringType!)}.{field.Name}",
        PropertyInfo property => $"P:{IdName(property.DeclaringType!)}.{property.Name}{IdParameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{IdName(constructor.DeclaringType!)}.#ctor{IdParameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{IdName(method.DeclaringType!)}.{method.Name}{IdParameters(method.GetParameters())}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    private static string IdParameters(ParameterInfo[] parameters) => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => IdName(p.ParameterType)))})";

    private static string IdName(Type type) =>
        type.IsArray ? IdName(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(IdName))}}}"
        : type.FullName!.Replace('+', '.');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
