using NrmPortal.Domain.Care;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Domain.Cases;

public sealed partial class Case
{
    /// <summary>The person has a room or a unit in the shelter; where it is stays in its section.</summary>
    public ShelterRoom GiveRoom(Guid id, Placement placement, SealedText? room, Actor by, DateTimeOffset at)
    {
        RequireHoused(placement, at, by, at);
        if (room is null) throw new RefusedException("room.room");
        Apply(CaseAction.GiveRoom, by, at);
        return new ShelterRoom(id, placement, room, by, at);
    }

    /// <summary>The rules of the house, in a language that the person understands: a rule that nobody explained binds nobody.</summary>
    public RulesExplained ExplainRules(Guid id, Placement placement, RulesTerms terms, Actor by, DateTimeOffset at)
    {
        RequireHoused(placement, terms.On, by, at);
        if (string.IsNullOrWhiteSpace(terms.Language)) throw new RefusedException("rules.language");
        if (terms.Interpreter == InterpreterUse.None) throw new RefusedException("rules.interpreter");
        Apply(CaseAction.ExplainHouseRules, by, at);
        return new RulesExplained(id, placement, terms, by, at);
    }

    public Belonging KeepBelonging(Guid id, Placement placement, SealedText? what, Actor by, DateTimeOffset at)
    {
        RequireHoused(placement, at, by, at);
        if (what is null) throw new RefusedException("belonging.what");
        Apply(CaseAction.KeepBelonging, by, at);
        return new Belonging(id, placement, what, by, at);
    }

    /// <param name="placement">The stay in which it was kept.</param>
    public void ReturnBelonging(Belonging belonging, Placement placement, Actor by, DateTimeOffset at)
    {
        RequireKeptBy(placement, belonging.PlacementId, by);
        Apply(CaseAction.ReturnBelonging, by, at);
        belonging.Return(by, at);
    }

    /// <summary>What is handed over at departure, written while the person's stay lasts, or in the days after they have left: afterwards the shelter sees the case no longer.</summary>
    /// <param name="before">The note of this stay, if there is one.</param>
    /// <param name="kept">Belongings as far as the shelter has recorded them.</param>
    public ExitNote WriteExitNote(Guid id, Placement placement, SealedText? text, ExitNote? before, IEnumerable<Belonging> kept, Actor by, DateTimeOffset at)
    {
        RequireHandingOver(placement, by, at);
        if (before is not null) throw new RefusedException("exit.written");
        if (text is null) throw new RefusedException("exit.text");
        Apply(CaseAction.WriteExitNote, by, at);
        return new ExitNote(id, placement, text, kept.Count(b => b.PlacementId == placement.Id && b.ReturnedAt is null), by, at);
    }
}
