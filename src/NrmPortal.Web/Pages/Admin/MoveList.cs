using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using NrmPortal.Data.Audit;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>All that a change would move, as a file: the page shows the first, and all are applied.</summary>
internal static class MoveList
{
    public static async Task<FileContentResult> FileAsync(MovePreview preview, AuditTrail audit, Words words, IStringLocalizer<ClockPages> texts)
    {
        await audit.Person("export", "clock moves", new { cases = preview.Moves.Select(m => m.CaseId).Distinct() });
        var text = new StringBuilder("\uFEFF").AppendJoin(',', new[] { "Moves.Number", "Admin.Limit", "Moves.What", "Moves.Old", "Moves.New" }.Select(k => Quoted(texts[k]))).Append("\r\n");
        foreach (var m in preview.Moves)
        {
            var what = m.TaskId is not null ? "Moves.Task" : m.StayId is not null ? "Moves.Stay" : m.ReferralId is not null ? "Moves.Referral" : "Moves.Case";
            text.AppendJoin(',', new[] { m.Number, words.Clock(m.Clock.ToString()), texts[what].Value + (m.PausedSince is null ? "" : $" · {texts["Moves.Paused"].Value}"), End(m.Old, m.Left?.Old, texts), End(m.New, m.Left?.New, texts) }.Select(Quoted)).Append("\r\n");
        }

        return new FileContentResult(Encoding.UTF8.GetBytes(text.ToString()), "text/csv") { FileDownloadName = "clock-moves.csv" };
    }

    private static string End(DateTimeOffset end, TimeSpan? left, IStringLocalizer<ClockPages> texts) =>
        left is { } paused ? texts["Moves.Left", ThaiDates.Length(paused)].Value : Instant(end);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Thai time, as a spreadsheet reads it.
    private static string Instant(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
