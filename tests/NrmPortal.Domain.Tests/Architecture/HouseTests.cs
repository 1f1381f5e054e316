using NrmPortal.Domain.Cases;
using Xunit;

namespace NrmPortal.Domain.Tests.Architecture;

public class HouseTests
{
    [Fact]
    public void TheDomain_ReferencesNothingButTheBaseLibrary() =>
        Assert.All(typeof(Case).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Entities_HaveNoPublicSetters() => Assert.Empty(typeof(Case).Assembly.GetTypes()
        .Where(t => t is { IsPublic: true, IsClass: true } && t.GetMethod("<Clone>$") is null && !t.IsSubclassOf(typeof(Exception)))
        .SelectMany(t => t.GetProperties()).Where(p => p.SetMethod is { IsPublic: true }).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
}
