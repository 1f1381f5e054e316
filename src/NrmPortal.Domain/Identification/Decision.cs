namespace NrmPortal.Domain.Identification;

/// <summary>The outcomes of an identification (dossier section 1.4).</summary>
public enum IdentificationOutcome
{
    VictimTraffickingS6,
    VictimForcedLabourS61,
    NotVictim,
    NotVictimButVulnerable,
    UndeterminedTimeLeft,
    UndeterminedTimeOver,
}

/// <summary>What the competent authority rules.</summary>
/// <param name="PlainWords">The reasons for the person, in plain words and in Thai: they stand in every letter that has none in its own language.</param>
/// <param name="Answers">What answers each dissenting opinion, by the opinion's id.</param>
/// <param name="Read">Which version of each opinion the authority has read, by the opinion's id: when it was written.</param>
/// <param name="Letters">The letter to the person in every language that has its text.</param>
/// <param name="InWriting">Why it was decided by written procedure, where no meeting was held.</param>
public sealed record Ruling(
    IdentificationOutcome Outcome, SealedText? Reasons, SealedText? PlainWords, IReadOnlyDictionary<Guid, SealedText> Answers, IReadOnlyDictionary<Guid, DateTimeOffset> Read,
    IReadOnlyList<LetterText> Letters, SealedText? InWriting = null);

/// <summary>The competent authority's decision with its reasons. Never changed: a review writes another. Section <c>Identification</c>.</summary>
public sealed class Decision
{
    private readonly List<DissentAnswer> answers = [];
    private readonly List<DecisionLetter> letters = [];

    private Decision() { }

    internal Decision(Guid id, Panel panel, IEnumerable<Opinion> dissents, Ruling ruling, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, PanelId, Outcome) = (id, panel.CaseId, panel.Id, ruling.Outcome);
        (Reasons, PlainWords, ByUserId, At) = (ruling.Reasons, ruling.PlainWords, by.UserId, at);
        InWriting = panel.IsHeld ? null : ruling.InWriting;
        answers.AddRange(dissents.Select(o => new DissentAnswer(this, o, ruling.Answers[o.Id])));
        Dissents = answers.Count;
        Issue(ruling.Letters, by, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid PanelId { get; private set; }
    public IdentificationOutcome Outcome { get; private set; }
    public SealedText? Reasons { get; private set; }
    public SealedText? PlainWords { get; private set; }

    /// <summary>Why there was no meeting; null where one was held.</summary>
    public SealedText? InWriting { get; private set; }
    public int Dissents { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public IReadOnlyCollection<DissentAnswer> Answers => answers;
    public IReadOnlyCollection<DecisionLetter> Letters => letters;

    /// <summary>Undetermined while time remains settles nothing: the case goes back to protection.</summary>
    public bool IsFinal => Outcome != IdentificationOutcome.UndeterminedTimeLeft;

    /// <summary>
    /// A language that has a letter keeps it: what was handed over is never rewritten. Where its reasons were left in another
    /// language, a letter with the reasons translated comes beside it.
    /// </summary>
    internal int Issue(IEnumerable<LetterText> texts, Actor by, DateTimeOffset at)
    {
        var missing = texts.Where(t => letters.Where(l => l.Language == t.Language).All(l => l.IsUntranslated && !t.IsUntranslated)).ToList();
        letters.AddRange(missing.Select(t => new DecisionLetter(this, t, by, at)));
        return missing.Count;
    }

    public static bool IsVictim(IdentificationOutcome outcome) =>
        outcome is IdentificationOutcome.VictimTraffickingS6 or IdentificationOutcome.VictimForcedLabourS61;
}

/// <summary>The decision's answer to one dissenting opinion.</summary>
public sealed class DissentAnswer
{
    private DissentAnswer() { }

    internal DissentAnswer(Decision decision, Opinion opinion, SealedText text)
        => (Id, CaseId, DecisionId, OpinionId, OpinionAt, Text) = (Guid.CreateVersion7(), decision.CaseId, decision.Id, opinion.Id, opinion.At, text);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid DecisionId { get; private set; }
    public Guid OpinionId { get; private set; }

    /// <summary>When the opinion was written that this answers.</summary>
    public DateTimeOffset OpinionAt { get; private set; }
    public SealedText? Text { get; private set; }
}

/// <summary>A letter ready to be issued: language (ISO 639), whether its translation is a draft, and the text.</summary>
/// <param name="WordsLanguage">The language of the reasons that a person typed; null: the letter's own.</param>
public sealed record LetterText(string Language, bool IsDraft, string Text, string? WordsLanguage = null)
{
    public bool IsUntranslated => WordsLanguage is not null && WordsLanguage != Language;
}

/// <summary>The decision told to the person in one language: issued once, its text frozen. Section <c>Identification</c>.</summary>
public sealed class DecisionLetter
{
    private DecisionLetter() { }

    internal DecisionLetter(Decision decision, LetterText text, Actor by, DateTimeOffset at)
    {
        (Id, CaseId, DecisionId) = (Guid.CreateVersion7(at), decision.CaseId, decision.Id);
        (Language, WordsLanguage) = (text.Language, text.WordsLanguage ?? text.Language);
        (IsDraft, Text, IssuedByUserId, IssuedAt) = (text.IsDraft || IsUntranslated, SealedText.Of(text.Text), by.UserId, at);
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid DecisionId { get; private set; }
    public string Language { get; private set; } = "";

    /// <summary>The language of the reasons in it.</summary>
    public string WordsLanguage { get; private set; } = "";

    /// <summary>The reasons were left in another language than the letter's: it is a draft until somebody translates them.</summary>
    public bool IsUntranslated => WordsLanguage != Language;
    public bool IsDraft { get; private set; }
    public SealedText? Text { get; private set; }
    public Guid IssuedByUserId { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
}
