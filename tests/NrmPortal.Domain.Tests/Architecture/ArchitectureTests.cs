using System.Reflection;
using NrmPortal.Domain.Cases;
using Xunit;

namespace NrmPortal.Domain.Tests.Architecture;

public sealed class ArchitectureTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Assembly Domain = typeof(Case).Assembly;

    [Fact]
    public void Domain_ReferencesNothingButTheBaseLibrary()
        => Assert.All(Domain.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("Training")]
    [InlineData("Awareness")]
    [InlineData("Directory")]
    public void Capability_DoesNotKnowCases(string capability)
    {
        foreach (var type in Domain.GetTypes().Where(t => IsIn(t, capability)))
            Assert.DoesNotContain(KnownTo(type).SelectMany(Parts), t => IsIn(t, "Cases"));
    }

    [Fact]
    public void Directory_HasTypes_SoThatTheRuleIsTested() => Assert.Contains(Domain.GetTypes(), t => IsIn(t, "Directory"));

    // A closed time source would make clocks untestable: every act is given its instant.
    [Fact]
    public void Domain_NeverAsksForTheTime()
    {
        var askers = typeof(DateTimeOffset).GetProperties().Concat(typeof(DateTime).GetProperties())
            .Where(p => p.Name is "Now" or "UtcNow" or "Today").Select(p => p.GetMethod!.MetadataToken).ToHashSet();
        Assert.NotEmpty(askers);
        foreach (var method in Domain.GetTypes().SelectMany(t => t.GetMethods(Declared)))
            Assert.DoesNotContain(CallsOf(method), called => called.DeclaringType is { } d && (d == typeof(DateTime) || d == typeof(DateTimeOffset)) && askers.Contains(called.MetadataToken));
    }

    private static bool IsIn(Type type, string capability) =>
        type.Namespace is { } ns && (ns == $"NrmPortal.Domain.{capability}" || ns.StartsWith($"NrmPortal.Domain.{capability}.", StringComparison.Ordinal));

    private static IEnumerable<Type> KnownTo(Type type) =>
    [
        .. type.GetInterfaces(),
        .. type.BaseType is { } parent ? new[] { parent } : [],
        .. type.GetFields(Declared).Select(f => f.FieldType),
        .. type.GetProperties(Declared).Select(p => p.PropertyType),
        .. type.GetConstructors(Declared).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
        .. type.GetMethods(Declared).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType),
        .. type.GetMethods(Declared).Select(m => m.ReturnType),
        .. type.GetMethods(Declared).SelectMany(CallsOf).Select(m => m.DeclaringType).OfType<Type>(),
    ];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    // Every four bytes after a call instruction (0x28, 0x6F, 0x73) that resolve to a method: may find too many, never too few.
    private static IEnumerable<MethodBase> CallsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is not (0x28 or 0x6F or 0x73)) continue;
            if (Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } called) yield return called;
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        if ((token >> 24) is not (0x06 or 0x0A or 0x2B)) return null;
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
