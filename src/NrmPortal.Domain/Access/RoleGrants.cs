namespace NrmPortal.Domain.Access;

/// <summary>What each role may do. One readable list; <c>docs/permissions.md</c> prints it.</summary>
public static class RoleGrants
{
    // Those who work for their unit give each other tasks, write to other units and file papers. Whoever a person turns to passes
    // on what they ask by the number of their case, as the consent notice and the decision letter promise.
    private static readonly string[] Office = [Permission.TaskWork, Permission.MessageWrite, Permission.MessageByNumber, Permission.DocumentAdd];

    private static readonly string[] Frontline =
    [
        Permission.CaseRead, Permission.CaseOpen, Permission.CaseReceive, Permission.CaseLink, Permission.CaseSearchByName, Permission.ScreeningRecord, Permission.ScreeningSecond,
        Permission.ConsentRecord, Permission.StayRecord, Permission.StayEnd, Permission.RiskRecord, Permission.WarningRecord, Permission.ReferralSend, Permission.ReferralStop, Permission.ReferralRead, Permission.ReferralServe, Permission.DisclosureRecord, Permission.DisclosureTell,
        Permission.ChildInvolve, Permission.ChildInterview, Permission.NonPunishmentFlag, Permission.DocumentIssue, .. Office,
    ];

    private static readonly string[] Shelter =
    [
        Permission.CaseRead, Permission.ReferralRead, Permission.ReferralReply, Permission.PlacementRecord, Permission.StayEnd, Permission.PlanRecord, Permission.ServiceRecord,
        Permission.ConsentRecord, Permission.RiskRecord, Permission.WarningRecord, Permission.DocumentIssue, Permission.PlacesKeep, .. Office,
    ];

    private static readonly string[] Panel = [Permission.CaseRead, Permission.WarningRecord, Permission.MdtSit, Permission.MdtOpinion, Permission.TaskWork, Permission.MessageByNumber];

    // Whose office is asked for a service outside a shelter: they answer for it and read what was shared.
    private static readonly string[] Serving = [Permission.ReferralRead, Permission.ReferralServe];

    // Whose office was asked to take part beside the panel: they answer what is written to them, and file the papers of what they record.
    private static readonly string[] Alongside = [.. Panel, .. Serving, Permission.MessageWrite, Permission.DocumentAdd];

    private static readonly Dictionary<Role, string[]> Grants = new()
    {
        [Role.FrontlineOfficer] = Frontline,
        [Role.HotlineOperator] = [.. Frontline, Permission.CaseBreakGlass],
        [Role.MdtMember] = Panel,
        [Role.MdtSecretary] = [Permission.CaseRead, Permission.CaseApproveClosure, Permission.DocumentIssue, Permission.CaseSearchByName, Permission.MdtConvene, Permission.MdtReview, Permission.ReferralSend, Permission.ReferralStop, Permission.ReferralRead, Permission.ConsentRecord, Permission.StayRecord, Permission.StayEnd, Permission.RiskRecord, Permission.WarningRecord, Permission.ClockPause, Permission.ClockExtend, Permission.DisclosureRecord, Permission.DisclosureTell, Permission.ChildInvolve, Permission.NonPunishmentFlag, Permission.DirectoryKeep, .. Office],
        [Role.CompetentAuthority] = [Permission.CaseRead, Permission.WarningRecord, Permission.MdtSit, Permission.MdtDecide, Permission.TaskWork, Permission.MessageByNumber],
        [Role.ProvinceCaseworker] =
        [
            Permission.CaseRead, Permission.CaseOpen, Permission.CaseSearchByName, Permission.CaseAssign, Permission.CaseClose, Permission.CaseReopen,
            Permission.CaseTransfer, Permission.CaseReceive, Permission.CaseLink, Permission.ScreeningRecord, Permission.ScreeningSecond, Permission.ConsentRecord, Permission.StayRecord, Permission.StayEnd, Permission.RiskRecord, Permission.WarningRecord, Permission.DisclosureRecord, Permission.DisclosureTell,
            Permission.MdtReview, Permission.ReferralSend, Permission.ReferralStop, Permission.ReferralRead, Permission.ReferralServe, Permission.PlacementRecord, Permission.PlanRecord, Permission.ServiceRecord,
            Permission.LegalRecord, Permission.ClaimAsk, Permission.ClaimTell, Permission.ReturnPlan, Permission.ReturnRecord, Permission.CaseBreakGlass, Permission.ClockPause, Permission.ClockExtend,
            Permission.ChildInvolve, Permission.ChildRecord, Permission.ChildInterview, Permission.NonPunishmentFlag, Permission.DocumentIssue, .. Office,
        ],
        [Role.DatipReviewer] = [Permission.CaseRead, Permission.WarningRecord, Permission.CaseLink, Permission.CaseSearchByName, Permission.ReferralRead, Permission.ReferralReview, Permission.ReferralStop, Permission.FlowLive, Permission.StatisticsRead, Permission.ClaimFund, Permission.DocumentIssue, .. Office],
        [Role.DatipCoordinator] =
        [
            Permission.CaseRead, Permission.WarningRecord, Permission.CaseLink, Permission.DocumentIssue, Permission.CaseSearchByName, Permission.CaseTransfer, Permission.CaseClose, Permission.CaseApproveClosure, Permission.CaseReopen, Permission.ReferralRead, Permission.ReferralReview, Permission.ReferralStop,
            Permission.FlowLive, Permission.StatisticsRead, Permission.ReturnPlan, Permission.ReturnRecord, Permission.DisclosureTell, Permission.SettingsEdit, Permission.BreakGlassReview, Permission.ClockPause, Permission.ClockExtend, Permission.ClaimFund, Permission.ClaimAsk, Permission.ClaimTell, Permission.DirectoryKeep, Permission.DirectoryAdd, .. Office,
        ],
        [Role.ShelterWorker] = Shelter,
        [Role.ShelterManager] = [.. Shelter, Permission.CaseBreakGlass, Permission.DirectoryKeep],
        [Role.NgoCaseworker] = [.. Frontline, Permission.PlanRecord, Permission.ServiceRecord],
        [Role.InquiryOfficer] =
        [
            Permission.CaseRead, Permission.CaseLink, Permission.StayRecord, Permission.StayEnd, Permission.RiskRecord, Permission.WarningRecord, Permission.LegalRecord, Permission.ClaimTell, Permission.LegalSuspect, Permission.MdtSit, Permission.MdtOpinion, Permission.MdtDecide, Permission.CaseBreakGlass,
            Permission.ChildInterview, Permission.NonPunishmentFlag, Permission.NonPunishmentRecord, .. Serving, .. Office,
        ],
        [Role.Prosecutor] =
        [
            .. Alongside, Permission.NonPunishmentFlag, Permission.NonPunishmentRecord, Permission.LegalRecord, Permission.LegalSuspect, Permission.LegalProsecute, Permission.LegalNote,
            Permission.ClaimAsk, Permission.ClaimTell, Permission.ClaimCivil, Permission.ClaimEnforce,
        ],
        [Role.LabourOfficer] = [.. Alongside, Permission.ClaimWages],
        [Role.JusticeOfficer] = [.. Alongside, Permission.ClaimEnforce],
        [Role.ForeignAffairsOfficer] = [.. Alongside, Permission.ArrivalAnnounce, Permission.ReturnRecord, Permission.DisclosureTell],
        [Role.DcyOfficer] = [.. Alongside, Permission.ReturnRecord, Permission.DisclosureTell, Permission.ChildAnswer, Permission.ChildRecord, Permission.ChildInterview, Permission.NonPunishmentFlag],
        [Role.ScNrmMember] = [Permission.StatisticsRead],
        [Role.ScNrmSecretary] = [Permission.StatisticsRead],
        [Role.Trainer] = [Permission.TrainingManage],
        [Role.AwarenessOfficer] = [Permission.AwarenessManage],
        [Role.AgencyAdministrator] = [Permission.UsersManage, Permission.DirectoryKeep],
        [Role.Auditor] = [Permission.AuditRead],
        [Role.SystemAdministrator] = [Permission.SystemOperate],
    };

    /// <summary>
    /// False for roles whose sight is their personal panel seat alone: a member of the province office who gives an opinion
    /// does not thereby see the office's other cases. DCY, prosecutors, labour, justice and consular offices see what their office was asked to take part in.
    /// </summary>
    public static bool SeesUnit(Role role) => role is not (Role.MdtMember or Role.CompetentAuthority);

    public static IReadOnlyList<string> Of(Role role) => Grants[role];

    public static bool Has(Role role, string permission) => Grants[role].Contains(permission, StringComparer.Ordinal);
}
