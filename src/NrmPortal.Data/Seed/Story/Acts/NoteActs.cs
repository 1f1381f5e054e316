using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The receiver asks back before it answers.</summary>
internal sealed record AskBack(string By, DateTimeOffset At, string Text) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene)
    {
        var (note, told) = referral.Ask(SealedText.Of(Text), scene.By, At);
        scene.Db.AddRange(note, told);
    }
}

/// <summary>The sender answers the last question.</summary>
internal sealed record AnswerBack(string By, DateTimeOffset At, string Text) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var referral = await scene.Referral();
        var question = await scene.Db.ReferralNotes.OrderByDescending(n => n.At).FirstAsync(n => n.ReferralId == referral.Id && n.Kind == ReferralNoteKind.Question);
        var (note, told) = referral.Answer(question, SealedText.Of(Text), null, scene.By, At);
        scene.Db.AddRange(note, told);
    }
}

/// <summary>The receiver reports how it goes.</summary>
internal sealed record Report(string By, DateTimeOffset At, string Text) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene)
    {
        var (note, told) = referral.Report(SealedText.Of(Text), scene.By, At);
        scene.Db.AddRange(note, told);
    }
}

/// <summary>DATIP has called a shelter for a place.</summary>
internal sealed record CallFor(string By, DateTimeOffset At, string Unit, CallAnswer Answer, string? Reason = null) : ReferralAct(By, At)
{
    protected override void Do(Referral referral, Scene scene) => scene.Db.Add(referral.LogCall(scene.Id($"call.{At:O}"),
        new CallTerms(Cast.Unit(Unit), At, Answer == CallAnswer.NotReached ? null : SealedText.Of("The officer on duty"), Answer, SealedText.Of(Reason)), scene.By, At));
}
