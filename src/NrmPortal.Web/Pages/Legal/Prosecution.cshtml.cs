using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>The decision to prosecute, the indictment, appeals.</summary>
[CaseAction(CaseAction.RecordProsecution)]
public sealed class ProsecutionModel(JusticeSetting setting) : StepForm(setting, prosecution: true);
