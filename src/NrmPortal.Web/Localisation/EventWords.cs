using System.Globalization;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Localisation;

/// <summary>An event's code and parameters in the reader's language: what happened, and the particulars of it.</summary>
public sealed class EventWords(IStringLocalizer<Terms> terms, IStringLocalizer<Screenings> screenings, NoticeWords notices)
{
    private static readonly string[] Outcomes = ["IdentificationOutcome", "ConsentOutcome", "AgeOutcome", "NonPunishmentOutcome"];

    /// <summary>The flow table's label of the act, or a text of its own.</summary>
    public string Title(string code)
    {
        var own = terms[$"Event.{code}"];
        if (!own.ResourceNotFound) return own;
        var action = code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var row = NrmFlow.Rows.FirstOrDefault(r => string.Equals(r.Action.ToString(), action, StringComparison.OrdinalIgnoreCase));
        return row is null ? code : Languages.Pick(row.LabelTh, row.LabelEn);
    }

    /// <summary>Empty when the title says it all.</summary>
    public string Details(IReadOnlyDictionary<string, string> parameters) =>
        string.Join(" · ", parameters.Where(p => p.Value.Length > 0).Select(p => Detail(p.Key, p.Value)).Where(text => text.Length > 0));

    private string Detail(string key, string value) => key switch
    {
        "outcome" => Outcomes.Select(kind => terms[$"{kind}.{value}"]).FirstOrDefault(t => !t.ResourceNotFound) ?? value,
        "purpose" => terms[$"ConsentPurpose.{value}"],
        "ground" => terms[$"LegalGround.{value}"],
        "basis" => terms[$"StayBasis.{value}"],
        "corrects" => terms["Event.Corrects"],
        "strikes" => terms["Event.Strikes"],
        "moved" => terms["Event.Moved"],
        "closing" => "",
        "notificationEnd" => terms[$"NotificationEnd.{value}"],
        "closureReason" => terms[$"ClosureReason.{value}"],
        "reopenReason" => terms[$"ReopenReason.{value}"],
        "end" => terms[$"StayEnd.{value}"],
        "destination" => terms[$"StayDestination.{value}"],
        "warning" => terms[$"WarningCode.{value}"],
        "ended" => terms["Event.Ended", terms[$"WarningCode.{value}"].Value],
        "answered" or "answeredInquiryOfficer" or "answeredProsecutor" => terms[$"Role.{value}"],
        "standing" => terms[$"NonPunishmentStanding.{value}"],
        "again" => terms["Event.Again", ThaiDates.Parse(value) is { } again ? ThaiDates.Day(again) : value],
        "agency" => terms[$"AgencyType.{value}"],
        "interest" => terms[$"Interest.{value}"],
        "asker" => terms[$"ReviewAsker.{value}"],
        "letters" => terms["Event.Letters", value],
        // The id ties the event to its task and says nothing to a reader.
        "disclosure" or "court" or "claimOfficer" or "reached" or "leave" or "permit" or "policeCases" or "fills" => "",
        "policeCaseEnd" => terms[$"PoliceCaseEnd.{value}"],
        "toldHow" => terms[$"CompensationToldHow.{value}"],
        "telling" => terms[$"TellingManner.{value}"],
        "recipientAnswer" => terms[$"RecipientAnswer.{value}"],
        "answer" => terms[$"Answer.{value}"],
        "percent" => terms["Event.Percent", value],
        "told" => terms["Event.Told", string.Join(", ", value.Split(' ').Select(Told))],
        "guardian" => terms[$"Guardian.{value}"],
        "task" => notices.Task(value),
        "planReview" => terms["Event.PlanReview", ThaiDates.Parse(value) is { } review ? ThaiDates.Day(review) : value],
        "refused" => terms["Event.ServiceRefused"],
        "returnStep" => terms[$"ReturnStepKind.{value}"],
        "returnStop" => terms[$"ReturnStop.{value}"],
        "visit" => terms[$"VisitKind.{value}"],
        "document" => value,
        "kind" => terms[$"DocumentKind.{value}"],
        "version" => terms["Event.Version", value],
        "members" => terms["Event.Members", value],
        "came" => terms["Event.Came", value],
        "reasons" => string.Join(", ", value.Split(' ').Select(reason => screenings["Second." + reason].Value)),
        "clock" => terms[$"Clock.{value}"],
        "referralStep" => ReferralFlow.Rows.FirstOrDefault(r => r.Action.ToString() == value) is { } step ? Languages.Pick(step.LabelTh, step.LabelEn) : value,
        "changed" => terms["Event.Changed", string.Join(", ", value.Split(' ').Select(c => terms["ReferralChange." + c].Value))],
        "referralKind" => terms[$"ReferralKind.{value}"],
        "pause" => terms[$"PauseReason.{value}"],
        "authority" => terms[$"ExtendingAuthority.{value}"],
        "days" => terms["Event.Days", value],
        "late" => terms["Event.Late", Moment(value)],
        "dueBefore" => terms["Event.DueBefore", Moment(value)],
        "due" => terms["Event.Due", Moment(value)],
        "leftBefore" => terms["Event.LeftBefore", Length(value)],
        "left" => terms["Event.Left", Length(value)],
        "on" => ThaiDates.Parse(value) is { } day ? ThaiDates.Day(day) : value,
        _ => value,
    };

    // An office in its relation to the case, and of whom there: Datip.DatipReviewer.
    private string Told(string who) => who.Split('.') is [var office, var role] ? $"{terms["Told." + office].Value} ({terms["Role." + role].Value})" : terms["Told." + who];

    private static string Length(string value) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var left) ? ThaiDates.Length(left) : value;

    private static string Moment(string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? ThaiDates.Moment(at) : value;
}
