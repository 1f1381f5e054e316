using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>Early testimony (s.31) and protection as a witness.</summary>
[CaseAction(CaseAction.RecordLegalStep)]
public sealed class StepModel(JusticeSetting setting) : StepForm(setting, prosecution: false);
