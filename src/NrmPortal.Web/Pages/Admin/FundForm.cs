using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Money;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;
using NrmPortal.Web.TagHelpers;

namespace NrmPortal.Web.Pages.Admin;

/// <summary>A rate of the Fund as it is typed.</summary>
public sealed class FundForm
{
    /// <summary>Chosen where no rate is fixed.</summary>
    public const string NoRate = "None";
    private const int LongestBasis = 200;
    private const int LongestReason = 1000;
    private static readonly string[] Known = ["C", "K", "D"];

    public string? Per { get; set; }
    public string? Amount { get; set; }
    public string? From { get; set; }
    public string? LegalBasis { get; set; }
    public string? Confidence { get; set; }
    public string? Reason { get; set; }

    public static IReadOnlyList<string> Confidences => Known;

    /// <summary>Every field by its name, for the button that applies them.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
        [(nameof(Per), Per), (nameof(Amount), Amount), (nameof(From), From), (nameof(LegalBasis), LegalBasis), (nameof(Confidence), Confidence), (nameof(Reason), Reason)];

    /// <summary>The rate that holds, to be changed; what is not known yet is left to be filled in.</summary>
    public static FundForm Of(FundRate? rate, Words words) => rate is null || rate.IsUnknown ? new FundForm { LegalBasis = rate is null ? null : words.Basis(rate.LegalBasis) } : new FundForm
    {
        Per = rate.Per?.ToString() ?? NoRate,
        Amount = rate.Amount is { } amount ? Amounts.Write(amount) : null,
        LegalBasis = words.Basis(rate.LegalBasis),
        Confidence = rate.Confidence,
    };

    /// <summary>What was typed, in order; null: the errors stand beside the fields.</summary>
    public RateTerms? Read(ModelStateDictionary state, IStringLocalizer<FundPages> texts, Words words)
    {
        state.Forgive();
        void Wrong(string field, string error, string label = "Amount") => state.AddModelError($"Input.{field}", texts[error, texts[label].Value]);
        void Needed(string field, string? typed, int longest)
        {
            if (string.IsNullOrWhiteSpace(typed)) Wrong(field, "Error.Required", field);
            else if (typed.Length > longest) Wrong(field, "Error.Long", field);
        }

        var (day, per, amount) = (ThaiDates.Parse(From), PerOf(Per), Amounts.Parse(Amount));
        if (per is null && Per != NoRate) Wrong(nameof(Per), "Error.Choose", nameof(Per));
        if (Per == NoRate && !string.IsNullOrWhiteSpace(Amount)) Wrong(nameof(Amount), "Error.AmountNone");
        if (Per != NoRate && amount is null) Wrong(nameof(Amount), "Error.Amount");
        if (day is null) Wrong(nameof(From), "Error.Day");
        Needed(nameof(LegalBasis), LegalBasis, LongestBasis);
        if (!Known.Contains(Confidence, StringComparer.Ordinal)) Wrong(nameof(Confidence), "Error.Choose", nameof(Confidence));
        Needed(nameof(Reason), Reason, LongestReason);
        return state.IsValid ? new RateTerms(per is null ? null : amount, per, day!.Value, words.BasisTyped(LegalBasis!.Trim()), Confidence!, Reason!.Trim()) : null;
    }

    private static RatePer? PerOf(string? typed) => Enum.TryParse<RatePer>(typed, out var per) && Enum.GetName(per) == typed ? per : null;
}
