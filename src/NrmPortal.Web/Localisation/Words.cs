using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Localisation;

/// <summary>The reader's word for a value of the domain: <c>Role.Prosecutor</c> is looked up in Terms.</summary>
public sealed class Words(IStringLocalizer<Terms> terms)
{
    public string Of(Enum? value) => value is null ? "" : value is Stage stage ? Of(stage) : terms[$"{value.GetType().Name}.{value}"];

    public string Of(Stage stage)
    {
        var info = NrmFlow.Info(stage);
        return Languages.Pick(info.NameTh, info.NameEn);
    }

    public string Clock(string? code) => code is null ? "" : terms[$"Clock.{code}"];

    /// <summary>An event's sentence: the flow table's label of the act, or a text of its own.</summary>
    public string Event(string code)
    {
        var own = terms[$"Event.{code}"];
        if (!own.ResourceNotFound) return own;
        var action = code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var row = NrmFlow.Rows.FirstOrDefault(r => string.Equals(r.Action.ToString(), action, StringComparison.OrdinalIgnoreCase));
        return row is null ? code : Languages.Pick(row.LabelTh, row.LabelEn);
    }
}
