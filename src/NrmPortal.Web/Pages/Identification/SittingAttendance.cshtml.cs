using Microsoft.Extensions.Localization;
using NrmPortal.Data;
using NrmPortal.Data.Audit;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Identification;
using NrmPortal.Web.Access;
using NrmPortal.Web.Resources;
using NrmPortal.Web.Startup;

namespace NrmPortal.Web.Pages.Identification;

/// <summary>Who came to a meeting: in person, by link, by a deputy, or not and why. One answer for all of a member's cases.</summary>
[Needs(Permission.MdtConvene)]
public sealed class SittingAttendanceModel(PortalDbContext db, CurrentActor actor, AuditTrail audit, TimeProvider clock, PortalSettings settings, IStringLocalizer<MdtPages> texts) : SittingPage(db, actor, audit)
{
    public bool AbsentCount => settings.Mdt.AbsentCount;

    public IReadOnlyList<Seat> Listed => Opened!.MembersOf(Ours);

    public string HowOf(Seat seat) => Typed($"how.{seat.MembershipId}") ?? seat.Attendance?.Presence.ToString() ?? "";

    public string? NoteOf(Seat seat) => Typed($"note.{seat.MembershipId}") ?? seat.Attendance?.Deputy?.Open() ?? seat.Attendance?.Reason?.Open();

    protected override bool Act()
    {
        var list = Listed.ToDictionary(s => s.MembershipId, Read);
        if (!ModelState.IsValid) return false;
        var at = clock.GetUtcNow();
        Sitting.TakeAttendance(Reader, at);
        foreach (var item in Ours) item.Case.RecordAttendance(item.Panel, Sitting, list, item.Outcome is not null, settings.Mdt, Reader, at);
        return true;
    }

    private Came Read(Seat seat)
    {
        var note = SealedText.Of(Typed($"note.{seat.MembershipId}"));
        if (!Enum.TryParse<Presence>(Typed($"how.{seat.MembershipId}"), out var how) || !Enum.IsDefined(how))
            ModelState.AddModelError($"how.{seat.MembershipId}", texts["Attendance.HowNone", NameOf(seat)]);
        else if (how is Presence.Deputy or Presence.Absent && note is null)
            ModelState.AddModelError($"note.{seat.MembershipId}", texts[how == Presence.Deputy ? "Attendance.DeputyNone" : "Attendance.ReasonNone", NameOf(seat)]);
        return new Came(how, note, note);
    }

    public string NameOf(Seat seat) => Opened!.Names.GetValueOrDefault(seat.MembershipId, "");

    private string? Typed(string name) => HttpMethods.IsPost(Request.Method) && Request.HasFormContentType ? Request.Form[name].ToString() : null;
}
