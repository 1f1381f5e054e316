namespace NrmPortal.Domain;

/// <summary>Why an act is not possible now. <paramref name="Code"/> is also the resource key of the text shown to the reader.</summary>
/// <param name="Code">Stable key in the file <c>Refusals.*.resx</c>, for example <c>flow.stage</c>.</param>
/// <param name="Parameters">Values that the text names; never personal data.</param>
public sealed record Refusal(string Code, params IReadOnlyList<string> Parameters);

/// <summary>Thrown by every domain act that is impossible. The web edge renders it as 409 or as a form error.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public RefusedException(string code, params string[] parameters) : this(new Refusal(code, parameters)) { }

    public Refusal Refusal { get; } = refusal;
}
