using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Web.Access;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>Somebody who was screened with a negative result is screened again: something new is known.</summary>
[LeadsToContact]
[CaseAction(CaseAction.Rescreen)]
public sealed class AgainModel(PortalDbContext db, CurrentCase current, CurrentActor actor, CaseNumbers numbers, TimeProvider clock) : ScreeningStart(db, current, actor, numbers, clock);
