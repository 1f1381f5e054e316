using Microsoft.Extensions.Localization;
using NrmPortal.Domain.Work;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Localisation;

/// <summary>A notice or a task in the reader's words. The code gives the text; what it names are codes and numbers with words of their own.</summary>
public sealed class NoticeWords(IStringLocalizer<WorkPages> texts, Words words)
{
    public string Of(NoticeCode code, IReadOnlyDictionary<string, string> parameters) => code switch
    {
        NoticeCode.TaskGiven or NoticeCode.TaskHandedOver => texts[$"Notice.{code}", Task(parameters.GetValueOrDefault("task"))],
        NoticeCode.ClockEscalated => texts[$"Notice.{code}", words.Clock(parameters.GetValueOrDefault("clock")), parameters.GetValueOrDefault("percent") ?? ""],
        NoticeCode.StayAlarm => texts[$"Notice.{code}", words.Clock("Stay" + parameters.GetValueOrDefault("alarm"))],
        NoticeCode.ConsentExpiring => texts[$"Notice.{code}", ThaiDates.Parse(parameters.GetValueOrDefault("on")) is { } on ? ThaiDates.Day(on) : "–"],
        NoticeCode.MessageWritten or NoticeCode.ReferralReceived when parameters.GetValueOrDefault("urgent") == "yes" => texts[$"Notice.{code}.Urgent"],
        NoticeCode.MdtConflict when parameters.GetValueOrDefault("gap") is { } gap => texts[$"Notice.MdtConflict.{gap}"],
        NoticeCode.SecondScreened when parameters.GetValueOrDefault("answer") is { } answer => texts[$"Notice.{code}.{answer}"],
        _ => texts[$"Notice.{code}"],
    };

    public string Task(TaskCode code) => texts[$"Task.{code}"];

    public string Task(string? code) => texts[$"Task.{code ?? nameof(TaskCode.Written)}"];

    /// <summary>What the kind of notice is called where it is chosen.</summary>
    public string Kind(NoticeCode code) => texts[$"NoticeKind.{code}"];
}
