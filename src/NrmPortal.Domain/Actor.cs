using NrmPortal.Domain.Access;

namespace NrmPortal.Domain;

/// <summary>Who acts: a person signed in under one membership (DESIGN: see and do).</summary>
public sealed record Actor(Guid UserId, Guid MembershipId, Guid UnitId, Role Role, string ProvinceCode);
