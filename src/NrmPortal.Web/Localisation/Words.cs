using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Clocks;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Money;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Localisation;

/// <summary>The reader's word for a value of the domain: <c>Role.Prosecutor</c> is looked up in Terms.</summary>
public sealed class Words(IStringLocalizer<Terms> terms)
{
    public string Of(Enum? value) => value is null ? "" : value is Stage stage ? Of(stage) : terms[$"{value.GetType().Name}.{value}"];

    /// <summary>The word for a referral's state; of a kind that DATIP does not review nobody has approved or corrected anything.</summary>
    public string StateOf(ReferralKind kind, ReferralState state) =>
        !ReferralKinds.Of(kind).Reviewed && terms[$"ReferralState.Direct.{state}"] is { ResourceNotFound: false } own ? own : Of(state);

    public string StateOf(Referral referral) => StateOf(referral.Kind, referral.State);

    /// <summary>The word for a legal ground of sharing; <c>consent</c> is one of them here.</summary>
    public string Ground(string code) => terms[$"LegalGround.{code}"];

    public string Of(Stage stage)
    {
        var info = NrmFlow.Info(stage);
        return Languages.Pick(info.NameTh, info.NameEn);
    }

    /// <summary>The word for a choice of the screening form, such as a language or nationality; the code itself where the form has none.</summary>
    public static string Option(string field, string code) =>
        ScreeningDefinition.Current.Fields.First(f => f.Id == field).Options!.FirstOrDefault(o => o.Value == code) is { } option ? Languages.Pick(option.Th, option.En) : code;

    /// <summary>Codes separated by spaces, each in the reader's word.</summary>
    public static string Options(string field, string codes) =>
        string.Join(", ", codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => Option(field, code)));

    /// <summary>The legal basis of a limit in the reader's words, and whether the limit still waits for confirmation.</summary>
    public string Basis(ClockSetting setting) => Basis(setting.LegalBasis, setting.Confidence);

    public string Basis(PauseRule rule) => Basis(rule.LegalBasis, rule.Confidence);

    public string Basis(ExtensionRule rule) => Basis(rule.LegalBasis, rule.Confidence);

    /// <summary>A legal basis in the reader's words; what an administrator has typed stays as it is.</summary>
    public string Basis(string basis)
    {
        var known = terms[$"Legal.{basis}"];
        return known.ResourceNotFound ? basis : known.Value;
    }

    /// <summary>What is stored for a basis that was typed: the words of one that ships with the portal stand for it in every language.</summary>
    public string BasisTyped(string typed) => ClockSettings.Default.All.Select(s => s.LegalBasis).Concat(FundRates.Shipped.Select(s => s.Terms.LegalBasis)).FirstOrDefault(known => Basis(known) == typed) ?? typed;

    public string Basis(FundRate rate) => Basis(rate.LegalBasis, rate.Confidence);

    /// <summary>A rate of the Fund: how much per what, that none is fixed, or that nobody has said.</summary>
    public string Of(FundRate? rate) => rate is null || rate.IsUnknown ? terms["Fund.Unknown"] : Rate(rate.Amount, rate.Per);

    public string Rate(decimal? amount, RatePer? per) => amount is { } baht ? terms["Fund.Rate", Amounts.Write(baht), Of(per)] : terms["Fund.None"];

    private string Basis(string basis, string confidence) => Basis(basis) + (confidence is "K" or "D" ? " · " + terms["Legal.Unconfirmed"].Value : "");

    /// <summary>What is said beside a rule that waits for legal confirmation.</summary>
    public string Unconfirmed => terms["Legal.Unconfirmed"];

    public string Clock(string? code) => code is null ? "" : terms[$"Clock.{code}"];
}
