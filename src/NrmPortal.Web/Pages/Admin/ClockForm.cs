using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.TagHelpers;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>A new value of a limit as it is typed.</summary>
public sealed class ClockForm
{
    private const int LongestBasis = 200;
    private const int LongestReason = 1000;
    private static readonly string[] Known = ["C", "P", "K", "D"];

    public int? Amount { get; set; }
    public ClockUnit? Unit { get; set; }
    public string? From { get; set; }
    public string? LegalBasis { get; set; }
    public string? Confidence { get; set; }
    public string? Reason { get; set; }

    public static IReadOnlyList<string> Confidences => Known;

    /// <summary>What was typed, in order; null: the errors stand beside the fields.</summary>
    public ClockTerms? Read(ModelStateDictionary state, IStringLocalizer<ClockPages> texts, Words words)
    {
        state.Forgive();
        void Wrong(string field, string error, string label) => state.AddModelError($"Input.{field}", texts[error, texts[label].Value]);
        var day = ThaiDates.Parse(From);
        if (Amount is null or < 1 or > ClockValue.MostAmount) Wrong(nameof(Amount), "Error.Number", "Change.Amount");
        if (Unit is null) Wrong(nameof(Unit), "Error.Choose", "Change.Unit");
        if (day is null) Wrong(nameof(From), "Error.Day", "Change.From");
        if (string.IsNullOrWhiteSpace(LegalBasis)) Wrong(nameof(LegalBasis), "Error.Required", "Admin.Basis");
        else if (LegalBasis.Length > LongestBasis) Wrong(nameof(LegalBasis), "Error.Long", "Admin.Basis");
        if (!Known.Contains(Confidence, StringComparer.Ordinal)) Wrong(nameof(Confidence), "Error.Choose", "Admin.Confidence");
        if (string.IsNullOrWhiteSpace(Reason)) Wrong(nameof(Reason), "Error.Required", "Clock.Reason");
        else if (Reason.Length > LongestReason) Wrong(nameof(Reason), "Error.Long", "Clock.Reason");
        return state.IsValid ? new ClockTerms(Amount!.Value, Unit!.Value, day!.Value, words.BasisTyped(LegalBasis!.Trim()), Confidence!, Reason!.Trim()) : null;
    }
}
