using NrmPortal.Domain.Access;

namespace NrmPortal.Domain.Work;

/// <summary>What a person asks who has nothing but the number of their case.</summary>
public enum NumberAsk
{
    WithdrawConsent,
    AskForReview,
    InDanger,
    Other,
}

/// <summary>
/// Passed on to the office of a case by somebody who need not see it: any officer, or the hotline. It names a number; whether
/// there is such a case only the database knows, which gives the office its task, and the writer learns nothing of it.
/// </summary>
public sealed class NumberMessage
{
    private NumberMessage() { }

    public Guid Id { get; private set; }

    /// <summary>As it was given, in capitals and without spaces.</summary>
    public string Number { get; private set; } = "";
    public NumberAsk Ask { get; private set; }

    /// <summary>What the person said, and how they can be reached safely. Read by those who see the case and read its messages.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>Written by the database; null: there is no such case.</summary>
    public Guid? CaseId { get; private set; }
    public Guid FromUnitId { get; private set; }
    public Guid ByUserId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <exception cref="RefusedException">Not an officer who may, no number, or no words.</exception>
    public static NumberMessage Write(Guid id, string? number, NumberAsk ask, SealedText? words, Actor by, DateTimeOffset at)
    {
        if (!RoleGrants.Has(by.Role, Permission.MessageByNumber)) throw new RefusedException("message.notAnOfficer");
        var named = string.Concat((number ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (named.Length is 0 or > 40) throw new RefusedException("message.number");
        return new NumberMessage { Id = id, Number = named, Ask = ask, Words = words ?? throw new RefusedException("message.text"), FromUnitId = by.UnitId, ByUserId = by.UserId, At = at };
    }
}
