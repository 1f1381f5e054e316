using NrmPortal.Domain;
using NrmPortal.Domain.Flow;

namespace NrmPortal.Web.Access;

/// <summary>The page is an act on the case named by the route's <c>{number}</c>. All checks, the lock and the record follow from it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CaseActionAttribute(CaseAction action) : Attribute
{
    public CaseAction Action { get; } = action;
}

/// <summary>The page concerns no single case; the role needs one of these permissions.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(params string[] permissions) : Attribute
{
    public IReadOnlyList<string> Permissions { get; } = permissions;
}

/// <summary>A sheet to print: whoever opens it may carry it away on paper, and the record says so instead of "read".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PrintViewAttribute : Attribute;

/// <summary>A page that knows what was done meanwhile where its act is no longer possible, and says that instead of the bare refusal.</summary>
public interface ITellsWhatWasDone
{
    /// <returns>False where nothing of the kind was done: the refusal itself is told.</returns>
    Task<bool> FindWhatWasDoneAsync();
}

/// <summary>A page that can show its form again: after a refusal, a shape error or a change of language.</summary>
public interface IFormPage
{
    /// <summary>Loads what the form shows besides the input.</summary>
    Task FillAsync();

    /// <summary>True after filling when the address names nothing that is there, so that there is no form to show.</summary>
    bool IsAbsent => false;

    /// <summary>The field beside which a refusal of the domain stands; empty for the summary alone.</summary>
    string FieldOf(Refusal refusal) => "";
}
