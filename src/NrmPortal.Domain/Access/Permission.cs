namespace NrmPortal.Domain.Access;

/// <summary>What a role may do, as <c>subject.verb</c>.</summary>
public static class Permission
{
    public const string CaseRead = "case.read";
    public const string CaseOpen = "case.open";
    public const string CaseAssign = "case.assign";
    public const string CaseClose = "case.close";

    /// <summary>Agreeing to the end of a case that somebody else proposed: of roles that look at the work of others.</summary>
    public const string CaseApproveClosure = "case.approveClosure";
    public const string CaseReopen = "case.reopen";
    public const string CaseTransfer = "case.transfer";
    public const string CaseReceive = "case.receive";
    public const string CaseLink = "case.link";
    public const string CaseBreakGlass = "case.breakglass";
    public const string BreakGlassReview = "breakglass.review";
    public const string CaseSearchByName = "case.search";
    public const string ScreeningRecord = "screening.record";
    public const string ScreeningSecond = "screening.second";
    public const string ConsentRecord = "consent.record";
    public const string DisclosureRecord = "disclosure.record";

    /// <summary>Telling a recipient outside to stop: also by whoever reached them for a return.</summary>
    public const string DisclosureTell = "disclosure.tell";
    public const string StayRecord = "stay.record";
    public const string StayEnd = "stay.end";
    public const string ClockPause = "clock.pause";
    public const string ClockExtend = "clock.extend";
    public const string RiskRecord = "risk.record";

    /// <summary>Saying that somebody is in danger, or how to contact them safely: of all who may learn of it.</summary>
    public const string WarningRecord = "warning.record";
    public const string MdtConvene = "mdt.convene";
    public const string MdtSit = "mdt.sit";
    public const string MdtOpinion = "mdt.opinion";
    public const string MdtDecide = "mdt.decide";
    public const string MdtReview = "mdt.review";
    public const string ReferralSend = "referral.send";
    public const string ReferralStop = "referral.stop";
    public const string ReferralReview = "referral.review";
    public const string ReferralReply = "referral.reply";
    public const string ReferralServe = "referral.serve";
    public const string ReferralRead = "referral.read";
    public const string PlacementRecord = "placement.record";
    public const string PlanRecord = "plan.record";
    public const string ServiceRecord = "service.record";
    public const string ChildInvolve = "child.involve";
    public const string ChildAnswer = "child.answer";
    public const string ChildRecord = "child.record";
    public const string ChildInterview = "child.interview";
    public const string NonPunishmentFlag = "nonpunishment.flag";
    public const string NonPunishmentRecord = "nonpunishment.record";
    public const string LegalRecord = "legal.record";
    public const string LegalSuspect = "legal.suspect";
    public const string LegalProsecute = "legal.prosecute";
    public const string LegalNote = "legal.note";
    public const string ClaimAsk = "claim.ask";

    /// <summary>Telling the person of the right to compensation (s.34).</summary>
    public const string ClaimTell = "claim.tell";
    public const string ClaimCivil = "claim.civil";
    public const string ClaimEnforce = "claim.enforce";
    public const string ClaimFund = "claim.fund";
    public const string ClaimWages = "claim.wages";
    public const string ReturnPlan = "return.plan";
    public const string ReturnRecord = "return.record";

    /// <summary>Announcing that a Thai national found abroad comes home (s.39).</summary>
    public const string ArrivalAnnounce = "arrival.announce";
    public const string TaskWork = "task.work";
    public const string MessageWrite = "message.write";
    public const string MessageByNumber = "message.bynumber";
    public const string DocumentAdd = "document.add";
    public const string DocumentIssue = "document.issue";
    public const string FlowLive = "flow.live";
    public const string StatisticsRead = "statistics.read";
    public const string UsersManage = "users.manage";
    public const string AuditRead = "audit.read";
    public const string SettingsEdit = "settings.edit";
    public const string SystemOperate = "system.operate";
    public const string DirectoryKeep = "directory.keep";

    /// <summary>The whole directory: adds offices and partners, and keeps the entries of those that have nobody to do it.</summary>
    public const string DirectoryAdd = "directory.add";
    public const string PlacesKeep = "places.keep";
    public const string TrainingManage = "training.manage";
    public const string AwarenessManage = "awareness.manage";
}
