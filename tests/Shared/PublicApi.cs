using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ModelSpecs.Tests.Shared;

/// <summary>What an assembly shows to others, as declarations.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(float)] = "float", [typeof(object)] = "object",
    };

    /// <summary>All of it, sorted; one declaration a line.</summary>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in Types(assembly))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (var member in Members(type))
            {
                text.Append("    ").Append(Declaration(member)).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The types, by name.</summary>
    public static IReadOnlyList<Type> Types(Assembly assembly) => [.. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Members that others see or may override, without those that the compiler makes.</summary>
    public static IReadOnlyList<MemberInfo> Members(Type type) =>
    [
        .. type.GetMembers(Declared).Where(member => member.MemberType is not MemberTypes.NestedType && IsVisible(member) && !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsOfRecord(member))
            .OrderBy(member => member is ConstructorInfo ? 0 : 1).ThenBy(member => member.Name, StringComparer.Ordinal).ThenBy(Declaration, StringComparer.Ordinal),
    ];

    /// <summary>Whether people should not be shown it.</summary>
    public static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;

    public static string Declaration(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.GetMethod("<Clone>$") is null ? "class" : "record");
        var bases = new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(i => i.IsPublic && !type.IsEnum && !(i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)))).Select(b => Name(b!)).ToList();
        return $"public {kind} {type.Namespace}.{type.Name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    public static string Declaration(MemberInfo member) => member switch
    {
        FieldInfo { DeclaringType.IsEnum: true } value => $"{value.Name} = {value.GetRawConstantValue()}",
        FieldInfo { IsLiteral: true } constant => $"public const {Name(constant.FieldType)} {constant.Name} = {Literal(constant.GetRawConstantValue())}",
        FieldInfo field => $"public {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Access(property.GetMethod!)}{Named(property)}{Nullable(property)} {(property.GetIndexParameters() is { Length: > 0 } at ? $"this[{Parameters(at)}]" : property.Name)} {{ get;{Setter(property)} }}",
        ConstructorInfo constructor => $"{Access(constructor)}{constructor.DeclaringType!.Name}({Parameters(constructor.GetParameters())})",
        MethodInfo method => $"{Access(method)}{Name(method.ReturnType)}{Nullable(method.ReturnParameter)} {method.Name}({(method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(method.GetParameters())})",
        _ => throw new NotSupportedException(member.ToString()),
    };

    /// <summary>A type as C# writes it, without namespaces.</summary>
    public static string Name(Type type)
    {
        if (System.Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericType && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        }

        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : Keywords.GetValueOrDefault(type, type.Name);
    }

    private static string Named(PropertyInfo property) => Name(property.PropertyType);

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")}{Name(p.ParameterType)}{Nullable(p)} {p.Name}{(p.HasDefaultValue ? $" = {(p.DefaultValue is null && p.ParameterType.IsValueType ? "default" : Literal(p.DefaultValue))}" : "")}"));

    private static string Literal(object? value) => value switch { null => "null", string text => $"\"{text}\"", bool flag => flag ? "true" : "false", _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)! };

    private static string Nullable(ParameterInfo parameter) => !parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable ? "?" : "";

    private static string Nullable(PropertyInfo property) => !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable ? "?" : "";

    private static string Setter(PropertyInfo property) => property.SetMethod is not { } set || !IsVisible(set) ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "public " : "protected ") + (method.IsStatic ? "static " : method is MethodInfo { IsAbstract: true } ? "abstract " : IsOverride(method) ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    /// <summary>Whether it says again what a base type declares.</summary>
    public static bool IsOverride(MethodBase method) => method is MethodInfo info && info.GetBaseDefinition() != info;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true } and not ConstructorInfo => false,
        ConstructorInfo constructor => IsSeen(constructor),
        MethodInfo method => IsSeen(method),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(true).Any(IsSeen),
        _ => false,
    };

    private static bool IsVisible(MethodInfo setter) => IsSeen(setter);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOfRecord(MemberInfo member) => member.DeclaringType!.GetMethod("<Clone>$") is not null
        && (member.Name is "EqualityContract" or "PrintMembers" or "<Clone>$" or "op_Equality" or "op_Inequality" || member is MethodInfo { Name: "Equals" or "GetHashCode" or "ToString" });
}
