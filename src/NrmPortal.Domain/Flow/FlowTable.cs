using NrmPortal.Domain.Access;
using NrmPortal.Domain.Clocks;

namespace NrmPortal.Domain.Flow;

/// <summary>The rows of <see cref="NrmFlow"/>: first the steps that move a case, by the stage they leave; then the acts within a stage.</summary>
internal static class FlowTable
{
    private const string Policy = "NRM 2565";
    private const string ChildAct = "Child Protection Act B.E. 2546";

    // Stages in which a person is protected and cared for.
    private static readonly Stage[] Care = [Stage.Protection, Stage.Identification, Stage.Assistance, Stage.Return];

    // Wherever a case may be after a final decision of the MDT: the letter promises a review at any time. Protection is one of
    // them, for a case that was reopened or came back undetermined while the decision before goes on to stand.
    private static readonly Stage[] Decided = [Stage.Protection, Stage.Assistance, Stage.Return, Stage.OtherPathway, Stage.FollowUp];

    // Needs are carried along to another pathway, and a place taken or a day stayed must be ended and explained there too.
    private static readonly Stage[] CareAndAfter = [.. Care, Stage.OtherPathway];
    private static readonly Stage[] FromProtectionOn = [.. CareAndAfter, Stage.FollowUp];
    // Whoever holds a person says so from the first hour on, and when they let them go (s.29); whoever is held may die, and no
    // stage keeps a case open for somebody who has died or that was opened wrongly.
    private static readonly Stage[] WhileHeld = [Stage.Screening, .. CareAndAfter];
    private static readonly Stage[] FromScreeningOn = [Stage.Screening, .. FromProtectionOn];

    // From reasonable grounds on; who was found not to be a victim is outside s.41.
    private static readonly Stage[] Presumed = [.. Care, Stage.FollowUp];
    private static readonly Stage[] Everywhere = Enum.GetValues<Stage>();

    private static readonly FlowRow[] Moves =
    [
        new(Stage.Notified, Stage.Screening, CaseAction.StartScreening, Permission.ScreeningRecord, null, Policy, Guard.None,
            "เริ่มการคัดกรองเบื้องต้น", "Start preliminary screening", Lane.Frontline),
        new(Stage.Notified, Stage.FollowUp, CaseAction.CloseNotification, Permission.CaseOpen, null, Policy, Guard.None,
            "ปิดการรับแจ้ง (ไม่พบบุคคล ซ้ำ หรือไม่อยู่ในกลไกนี้)", "Close the notification (no person found, duplicate, not this mechanism)", Lane.Frontline),

        new(Stage.Screening, Stage.Protection, CaseAction.ConcludeReasonableGrounds, Permission.ScreeningRecord, ClockCode.StayBeforeInterview, "NRM 2565; s.29, s.33", Guard.None,
            "สรุปว่ามีเหตุอันควรเชื่อ", "Conclude: reasonable grounds", Lane.Frontline),
        new(Stage.Screening, Stage.Protection, CaseAction.ConcludeUnclear, Permission.ScreeningRecord, ClockCode.StayBeforeInterview, "NRM 2565; s.29", Guard.None,
            "สรุปว่าข้อเท็จจริงยังไม่ชัดเจน", "Conclude: unclear", Lane.Frontline),
        new(Stage.Screening, Stage.OtherPathway, CaseAction.ConcludeNegative, Permission.ScreeningRecord, null, Policy, Guard.NoSecondScreenerNeeded,
            "สรุปว่าไม่พบเหตุอันควรเชื่อ", "Conclude: no reasonable grounds", Lane.Frontline),
        new(Stage.Screening, Stage.OtherPathway, CaseAction.ConfirmNegative, Permission.ScreeningSecond, null, Policy, Guard.DifferentScreener,
            "ยืนยันว่าไม่พบเหตุอันควรเชื่อ", "Confirm: no reasonable grounds", Lane.Frontline),
        new(Stage.Screening, Stage.Protection, CaseAction.OverturnNegative, Permission.ScreeningSecond, ClockCode.StayBeforeInterview, Policy, Guard.DifferentScreener,
            "เห็นว่ามีเหตุอันควรเชื่อ", "Overturn: reasonable grounds", Lane.Frontline),

        new(Stage.Protection, Stage.Identification, CaseAction.Convene, Permission.MdtConvene, null, Policy, Guard.None,
            "เรียกประชุมทีมสหวิชาชีพ", "Convene the MDT", Lane.Mdt),

        new(Stage.Identification, Stage.Assistance, CaseAction.DecideVictimTrafficking, Permission.MdtDecide, null, "s.6", Guard.EnoughOpinions,
            "วินิจฉัยว่าเป็นผู้เสียหายจากการค้ามนุษย์ (ม.6)", "Decide: victim of trafficking (s.6)", Lane.Mdt),
        new(Stage.Identification, Stage.Assistance, CaseAction.DecideVictimForcedLabour, Permission.MdtDecide, null, "s.6/1", Guard.EnoughOpinions,
            "วินิจฉัยว่าเป็นผู้เสียหายจากการบังคับใช้แรงงานหรือบริการ (ม.6/1)", "Decide: victim of forced labour or services (s.6/1)", Lane.Mdt),
        new(Stage.Identification, Stage.OtherPathway, CaseAction.DecideNotVictim, Permission.MdtDecide, null, "s.6, s.6/1", Guard.EnoughOpinions,
            "วินิจฉัยว่าไม่เป็นผู้เสียหาย", "Decide: not a victim", Lane.Mdt),
        new(Stage.Identification, Stage.Protection, CaseAction.DecideUndeterminedTimeLeft, Permission.MdtDecide, ClockCode.ReflectionPeriod, Policy, Guard.TimeLeft,
            "ข้อเท็จจริงยังไม่ชัดเจน ยังมีเวลา", "Undetermined, time remains", Lane.Mdt),
        new(Stage.Identification, Stage.OtherPathway, CaseAction.DecideUndeterminedTimeOver, Permission.MdtDecide, null, Policy, Guard.TimeOver,
            "ข้อเท็จจริงยังไม่ชัดเจน หมดเวลา", "Undetermined, time is over", Lane.Mdt),

        new(Stage.Assistance, Stage.Return, CaseAction.PlanReturn, Permission.ReturnPlan, null, "s.38, s.39", Guard.ChildDetermined,
            "วางแผนการส่งกลับ", "Plan return", Lane.Return),
        new(Stage.Assistance, Stage.FollowUp, CaseAction.EndAssistance, Permission.CaseApproveClosure, ClockCode.FollowUpVisit, "s.33", Guard.ChildDetermined,
            "ยุติการให้ความช่วยเหลือ", "End assistance", Lane.Shelter),

        new(Stage.Return, Stage.Assistance, CaseAction.ReturnToAssistance, Permission.ReturnPlan, null, "s.33", Guard.None,
            "กลับสู่การช่วยเหลือ", "Back to assistance", Lane.Return),
        new(Stage.Return, Stage.FollowUp, CaseAction.CompleteReturn, Permission.CaseApproveClosure, ClockCode.FollowUpVisit, "s.38", Guard.HasDeparted,
            "ส่งกลับแล้วเสร็จ", "Return completed", Lane.Return),

        new(Stage.OtherPathway, Stage.Screening, CaseAction.Rescreen, Permission.ScreeningRecord, null, Policy, Guard.ScreeningNegative,
            "คัดกรองใหม่", "Screen again", Lane.Frontline),
        new(Stage.OtherPathway, Stage.FollowUp, CaseAction.EndOtherPathway, Permission.CaseApproveClosure, null, Policy, Guard.None,
            "ยุติช่องทางอื่น", "End the other pathway", Lane.Return),

        new(Stage.FollowUp, Stage.Screening, CaseAction.Rescreen, Permission.ScreeningRecord, null, Policy, Guard.NeverInProtection,
            "คัดกรองใหม่", "Screen again", Lane.Frontline),
        new(Stage.FollowUp, Stage.Protection, CaseAction.ReopenToProtection, Permission.CaseReopen, ClockCode.StayBeforeInterview, Policy, Guard.WasInProtection,
            "เปิดกรณีอีกครั้งเพื่อคุ้มครอง", "Reopen to protection", Lane.Return),
        new(Stage.FollowUp, Stage.Identification, CaseAction.ReopenToIdentification, Permission.CaseReopen, ClockCode.MdtConvene, Policy, Guard.HadMdtDecision,
            "เปิดกรณีอีกครั้งเพื่อคัดแยก", "Reopen to identification", Lane.Mdt),
        new(Stage.FollowUp, Stage.Assistance, CaseAction.ReopenToAssistance, Permission.CaseReopen, null, Policy, Guard.IdentifiedAsVictim,
            "เปิดกรณีอีกครั้งเพื่อช่วยเหลือ", "Reopen to assistance", Lane.Return),

        .. Decided.Select(from => new FlowRow(from, Stage.Identification, CaseAction.RequestReview, Permission.MdtReview, ClockCode.MdtConvene, Policy, Guard.HadMdtDecision,
            "ขอทบทวนผลการคัดแยก", "Ask for review of the decision", Lane.Mdt)),
        .. Decided.Select(from => new FlowRow(from, Stage.Identification, CaseAction.ReportNewFacts, Permission.MdtReview, ClockCode.MdtConvene, Policy, Guard.HadMdtDecision,
            "แจ้งข้อเท็จจริงใหม่", "Report new facts", Lane.Mdt)),
        .. Care.Select(from => new FlowRow(from, Stage.FollowUp, CaseAction.DeclineAndLeave, Permission.CaseApproveClosure, ClockCode.FollowUpVisit, "s.33", Guard.AdultOnly,
            "ผู้ใหญ่ขอยุติ (เสนอช่องทางติดต่อที่ปลอดภัย)", "An adult declines or leaves (safe re-contact offered)", Lane.Return)),
        .. WhileHeld.Select(from => new FlowRow(from, Stage.FollowUp, CaseAction.EndByDeath, Permission.CaseApproveClosure, null, Policy, Guard.None,
            "ยุติเมื่อบุคคลเสียชีวิต", "End after a death", Lane.Return)),
        .. WhileHeld.Select(from => new FlowRow(from, Stage.FollowUp, CaseAction.EndInError, Permission.CaseApproveClosure, null, Policy, Guard.None,
            "ยุติกรณีที่ไม่ควรเปิด", "End a case that should not have been opened", Lane.Return)),
    ];

    private static readonly FlowRow[] Acts =
    [
        .. Within(Everywhere, CaseAction.View, Permission.CaseRead, Policy, "เปิดดูกรณี", "View the case", Lane.Frontline),
        .. Within([Stage.Screening], CaseAction.SaveScreening, Permission.ScreeningRecord, Policy, "บันทึกการคัดกรอง", "Save the screening", Lane.Frontline),
        .. Within([Stage.Screening], CaseAction.AskSecondScreener, Permission.ScreeningRecord, Policy, "ขอให้ผู้คัดกรองคนที่สองพิจารณา", "Ask a second trained person", Lane.Frontline, deadline: ClockCode.SecondScreening),
        .. Within(FromScreeningOn, CaseAction.RecordConsent, Permission.ConsentRecord, "s.33", "บันทึกความยินยอม", "Record consent", Lane.Frontline),
        .. Within(FromScreeningOn, CaseAction.WithdrawConsent, Permission.ConsentRecord, "PDPA s.19", "บันทึกการถอนความยินยอม", "Record a withdrawal of consent", Lane.Frontline),
        .. Within(FromScreeningOn, CaseAction.Disclose, Permission.DisclosureRecord, "PDPA s.27", "เปิดเผยข้อมูลนอกการส่งต่อ", "Disclose outside a referral", Lane.Frontline, Guard.ConsentOrLegalGround),
        .. Within(FromScreeningOn, CaseAction.RecordRecipientTold, Permission.DisclosureTell, "PDPA s.27", "บันทึกว่าแจ้งผู้รับให้ยุติการใช้ข้อมูลแล้ว", "Record that the recipient was told to stop", Lane.Frontline),
        .. Within(WhileHeld, CaseAction.RecordBasisOfStay, Permission.StayRecord, "s.29, s.33", "บันทึกฐานการพักอาศัย", "Record the basis of stay", Lane.Shelter),
        .. Within(FromScreeningOn, CaseAction.AssessRisk, Permission.RiskRecord, "s.33", "ประเมินความปลอดภัยและความเสี่ยง", "Assess safety and risk", Lane.Shelter),
        .. Within(Everywhere, CaseAction.RecordWarning, Permission.WarningRecord, Policy, "บันทึกข้อควรระวังและวิธีติดต่อที่ปลอดภัย", "Record dangers and safe contact", Lane.Frontline),
        .. Within(FromProtectionOn, CaseAction.AssignCaseManager, Permission.CaseAssign, Policy, "มอบหมายผู้จัดการรายกรณี", "Assign the case manager", Lane.Shelter),
        .. Within([Stage.Identification], CaseAction.Convene, Permission.MdtConvene, Policy, "เรียกประชุมทีมสหวิชาชีพ", "Convene the MDT", Lane.Mdt),
        .. Within([Stage.Identification], CaseAction.SeatMember, Permission.MdtConvene, Policy, "แต่งตั้งสมาชิกเพิ่ม", "Seat another member", Lane.Mdt),
        .. Within([Stage.Identification], CaseAction.MoveSitting, Permission.MdtConvene, Policy, "เลื่อนการประชุม", "Move the meeting", Lane.Mdt),
        .. Within([Stage.Identification], CaseAction.CancelSitting, Permission.MdtConvene, Policy, "ยกเลิกการประชุม", "Cancel the meeting", Lane.Mdt, deadline: ClockCode.MdtConvene),
        .. Within([Stage.Identification], CaseAction.DeclareInterest, Permission.MdtSit, Policy, "แจ้งการมีหรือไม่มีส่วนได้เสีย", "Declare a conflict of interest or none", Lane.Mdt),
        .. Within([Stage.Identification], CaseAction.GiveOpinion, Permission.MdtOpinion, "s.6, s.6/1", "ให้ความเห็น", "Give an opinion", Lane.Mdt),
        .. Within(FromProtectionOn, CaseAction.RecordAttendance, Permission.MdtConvene, Policy, "บันทึกผู้เข้าประชุม", "Record who attended", Lane.Mdt),
        .. Within(FromProtectionOn, CaseAction.RecordMinutes, Permission.MdtConvene, Policy, "บันทึกรายงานการประชุม", "Record the minutes", Lane.Mdt),
        .. Within(FromProtectionOn, CaseAction.IssueLetter, Permission.MdtReview, Policy, "ออกหนังสือแจ้งผลการคัดแยก", "Issue the decision letter", Lane.Mdt),
        .. Within(FromProtectionOn, CaseAction.TellDecision, Permission.MdtReview, Policy, "แจ้งผลการคัดแยกแก่ผู้ถูกคัดแยก", "Tell the person the decision", Lane.Shelter),
        .. Within(Care, CaseAction.Refer, Permission.ReferralSend, "s.33", "ส่งต่อ", "Refer", Lane.Frontline, Guard.ConsentOrLegalGround),
        // To labour, child protection, immigration and services; a place that was asked for before the decision is still answered.
        .. Within([Stage.OtherPathway], CaseAction.Refer, Permission.ReferralSend, Policy, "ส่งต่อ", "Refer", Lane.Frontline, Guard.ConsentOrLegalGroundWithoutPlace),
        .. Within(Care, CaseAction.PlaceInEmergency, Permission.ReferralSend, "s.33", "จัดที่พักฉุกเฉินก่อน", "Place in an emergency", Lane.Frontline, Guard.ConsentOrLegalGround),
        .. Within(FromScreeningOn, CaseAction.WithdrawReferral, Permission.ReferralSend, "s.33", "ถอนการส่งต่อ", "Withdraw a referral", Lane.Frontline),
        .. Within(CareAndAfter, CaseAction.RestoreShare, Permission.ReferralSend, "PDPA s.19, s.24", "แบ่งปันข้อมูลอีกครั้ง", "Restore a share", Lane.Frontline, Guard.ConsentOrLegalGround),
        .. Within(WhileHeld, CaseAction.ReviewReferral, Permission.ReferralReview, "s.33", "พิจารณาการส่งต่อ", "Review a referral", Lane.Datip),
        .. Within(WhileHeld, CaseAction.UndoReview, Permission.ReferralReview, "s.33", "ยกเลิกผลการพิจารณา", "Undo the review", Lane.Datip, Guard.NotSeenByReceiver),
        .. Within(WhileHeld, CaseAction.AnswerReferral, Permission.ReferralReply, "s.33", "ตอบรับหรือไม่รับการส่งต่อ", "Answer a referral", Lane.Shelter),
        .. Within(WhileHeld, CaseAction.TakeOnReferral, Permission.ReferralServe, "s.33", "รับดำเนินการตามการส่งต่อ", "Take on a referral", Lane.Justice),
        .. Within(FromScreeningOn, CaseAction.FinishReferral, Permission.ReferralServe, "s.33", "ดำเนินการตามการส่งต่อเสร็จสิ้น", "Finish a referral", Lane.Justice),
        .. Within(FromScreeningOn, CaseAction.StopReferral, Permission.ReferralStop, "s.33", "ยุติการส่งต่อที่หน่วยงานรับไว้และยังไม่เสร็จสิ้น", "End a referral that its receiver has not finished", Lane.Frontline),
        .. Within(WhileHeld, CaseAction.RecordArrival, Permission.PlacementRecord, "s.33", "บันทึกการมาถึง", "Record arrival", Lane.Shelter),
        .. Within(FromScreeningOn, CaseAction.EndPlacement, Permission.StayEnd, "s.29, s.33", "บันทึกการออกจากที่พักหรือการปล่อยตัว", "Record that the person left or was let go", Lane.Shelter),
        .. Within(FromProtectionOn, CaseAction.RecordPoliceCase, Permission.LegalRecord, "s.31", "บันทึกคดี", "Record a police case", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.MovePoliceCase, Permission.LegalRecord, Policy, "ระบุหรือเปลี่ยนหน่วยงานที่รับผิดชอบคดี", "Name or change the offices of a police case", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.EndPoliceCase, Permission.LegalRecord, Policy, "บันทึกการสิ้นสุดหรือเพิกถอนคดี", "End or withdraw a police case", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.TellCompensationRight, Permission.ClaimTell, "s.34", "แจ้งสิทธิเรียกค่าสินไหมทดแทน", "Tell the person of the right to compensation", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordCharge, Permission.LegalRecord, "s.6, s.6/1", "บันทึกข้อกล่าวหา", "Record a charge", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.NameSuspect, Permission.LegalSuspect, Policy, "บันทึกผู้ต้องสงสัย", "Record a suspect", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordLegalStep, Permission.LegalRecord, "s.31, s.36", "บันทึกการสืบพยานล่วงหน้าหรือการคุ้มครองพยาน", "Record early testimony or witness protection", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.SetCourtDate, Permission.LegalRecord, Policy, "นัดวันขึ้นศาล", "Set a day in court", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.EndCourtDate, Permission.LegalRecord, Policy, "บันทึกผลของวันนัดขึ้นศาล", "Record what became of a day in court", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordProsecution, Permission.LegalProsecute, Policy, "บันทึกคำสั่งฟ้องหรือการอุทธรณ์", "Record the decision to prosecute or an appeal", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordVerdict, Permission.LegalProsecute, Policy, "บันทึกคำพิพากษา", "Record a verdict", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.WriteProsecutorNote, Permission.LegalNote, Policy, "บันทึกของพนักงานอัยการ", "Write a prosecutor's note", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.AskClaimOfficer, Permission.ClaimAsk, "s.34, s.35", "ขอให้เจ้าหน้าที่ดำเนินการเรื่องเงิน", "Ask an officer to pursue a claim", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.EndClaimOfficer, Permission.ClaimAsk, "s.34, s.35", "ยุติการดำเนินการของเจ้าหน้าที่เรื่องเงิน", "End an officer's part in a claim", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordCivilClaim, Permission.ClaimCivil, "s.34, s.35", "เรียกค่าสินไหมทดแทน", "Claim compensation", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordCivilMoney, Permission.ClaimEnforce, "s.34, s.35", "บันทึกคำสั่งหรือการชำระค่าสินไหมทดแทน", "Record compensation ordered or paid", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.RecordFundMoney, Permission.ClaimFund, "s.42, s.44", "บันทึกเงินจากกองทุน", "Record money from the Fund", Lane.Datip),
        .. Within(FromProtectionOn, CaseAction.RecordWageMoney, Permission.ClaimWages, Policy, "บันทึกค่าจ้างหรือสิทธิด้านแรงงาน", "Record wages or a labour claim", Lane.Justice),
        .. Within(CareAndAfter, CaseAction.MakePlan, Permission.PlanRecord, "s.33", "จัดทำแผนช่วยเหลือรายบุคคล", "Make or renew the person's plan", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.HoldConference, Permission.PlanRecord, "s.33", "บันทึกการประชุมรายกรณี", "Record a case conference", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.RecordService, Permission.ServiceRecord, "s.33", "บันทึกการเริ่มให้บริการ", "Record a service", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.EndService, Permission.ServiceRecord, "s.33", "บันทึกผลของบริการ", "Record how a service ended", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.CorrectService, Permission.ServiceRecord, "s.33", "แก้ไขรายการบริการ", "Put a service entry right", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.RecordLeave, Permission.PlacementRecord, "s.33", "บันทึกการออกนอกสถานคุ้มครองชั่วคราว", "Record that the person goes out", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.RecordBack, Permission.PlacementRecord, "s.33", "บันทึกการกลับเข้าสถานคุ้มครอง", "Record that the person is back", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.RecordIncident, Permission.PlacementRecord, "s.33", "บันทึกเหตุการณ์ในสถานคุ้มครอง", "Record an incident in the shelter", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.RestrictMovement, Permission.PlacementRecord, "s.29, s.33", "บันทึกการจำกัดการเดินทาง", "Record a restriction of movement", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.LiftRestriction, Permission.PlacementRecord, "s.33", "ยกเลิกการจำกัดการเดินทาง", "Lift a restriction of movement", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.GiveRoom, Permission.PlacementRecord, "s.33", "บันทึกห้องพัก", "Record the room", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.ExplainHouseRules, Permission.PlacementRecord, "s.33", "อธิบายกฎระเบียบของสถานคุ้มครอง", "Explain the house rules", Lane.Shelter),
        .. Within(CareAndAfter, CaseAction.KeepBelonging, Permission.PlacementRecord, "s.33", "รับฝากสิ่งของ", "Keep something for the person", Lane.Shelter),
        .. Within(FromProtectionOn, CaseAction.ReturnBelonging, Permission.PlacementRecord, "s.33", "คืนสิ่งของ", "Give back what was kept", Lane.Shelter),
        .. Within(FromProtectionOn, CaseAction.WriteExitNote, Permission.PlacementRecord, "s.33", "เขียนบันทึกส่งต่อการดูแลเมื่อออกจากสถานคุ้มครอง", "Write the exit note", Lane.Shelter),
        .. Within(Care, CaseAction.RecordReturnStep, Permission.ReturnRecord, "s.38", "บันทึกการเตรียมส่งกลับ", "Record a step towards return", Lane.Return),
        .. Within([Stage.Assistance, Stage.Return], CaseAction.MakeReturnPlan, Permission.ReturnPlan, "s.33, s.38", "จัดทำแผนส่งกลับและคืนสู่สังคม", "Make or renew the plan for return and reintegration", Lane.Return),
        .. Within([Stage.Return], CaseAction.RecordDeparture, Permission.ReturnPlan, "s.38", "บันทึกการเดินทางและการส่งมอบตัว", "Record the departure and the hand-over", Lane.Return, Guard.ChildDetermined),
        .. Within(FromScreeningOn, CaseAction.RecordHomecoming, Permission.ReturnRecord, "s.39", "บันทึกการเดินทางกลับไทยจากต่างประเทศ", "Record a homecoming from abroad", Lane.Return),
        .. Within(Everywhere, CaseAction.AnnounceArrival, Permission.ArrivalAnnounce, "s.39", "แจ้งการเดินทางกลับไทยล่วงหน้า", "Announce a homecoming from abroad", Lane.Return),
        .. Within(FromProtectionOn, CaseAction.RecordPermit, Permission.ReturnPlan, "s.37", "บันทึกการอนุญาตให้อยู่หรือทำงาน", "Record a permit to stay or to work", Lane.Return),
        .. Within(WhileHeld, CaseAction.ProposeClosure, Permission.CaseClose, Policy, "เสนอยุติกรณี", "Propose to close the case", Lane.Return),
        .. Within(WhileHeld, CaseAction.SendBackClosure, Permission.CaseApproveClosure, Policy, "ส่งข้อเสนอยุติกรณีกลับ", "Send a proposal to close back", Lane.Return),
        .. Within(WhileHeld, CaseAction.WithdrawClosure, Permission.CaseClose, Policy, "ถอนข้อเสนอยุติกรณี", "Withdraw a proposal to close", Lane.Return),
        .. Within([Stage.Return], CaseAction.FollowUp, Permission.CaseClose, Policy, "บันทึกการติดตามผล", "Record follow-up", Lane.Return, Guard.HasDeparted, deadline: ClockCode.FollowUpVisit),
        .. Within([Stage.FollowUp], CaseAction.FollowUp, Permission.CaseClose, Policy, "บันทึกการติดตามผล", "Record follow-up", Lane.Return, deadline: ClockCode.FollowUpVisit),
        .. Within(FromProtectionOn, CaseAction.PauseClock, Permission.ClockPause, Policy, "หยุดนับระยะเวลาชั่วคราว", "Pause a limit", Lane.Shelter),
        .. Within(FromProtectionOn, CaseAction.ResumeClock, Permission.ClockPause, Policy, "เริ่มนับระยะเวลาต่อ", "Resume a limit", Lane.Shelter),
        .. Within(FromProtectionOn, CaseAction.ExtendClock, Permission.ClockExtend, "s.29", "บันทึกการขยายระยะเวลา", "Record an extension of a limit", Lane.Datip),
        .. Within(FromScreeningOn, CaseAction.InvolveDcy, Permission.ChildInvolve, ChildAct, "ขอให้ ดย. ร่วมดูแลเด็ก", "Ask DCY to take part", Lane.Frontline, Guard.ChildOnly),
        .. Within(FromScreeningOn, CaseAction.AnswerAsDcy, Permission.ChildAnswer, ChildAct, "ดย. ตอบรับและแจ้งชื่อผู้รับผิดชอบ", "DCY answers and names its officer", Lane.Shelter, Guard.ChildOnly),
        .. Within(FromScreeningOn, CaseAction.EndDcy, Permission.ChildAnswer, ChildAct, "ยุติการร่วมดูแลของ ดย.", "End DCY's part", Lane.Shelter),
        .. Within(FromScreeningOn, CaseAction.NameGuardian, Permission.ChildRecord, ChildAct, "ระบุผู้ปกครองหรือผู้แทนของเด็ก", "Name the child's guardian or representative", Lane.Shelter, Guard.ChildOnly),
        .. Within(FromScreeningOn, CaseAction.AssessAge, Permission.ChildRecord, Policy, "บันทึกผลการประเมินอายุ", "Record an age assessment", Lane.Shelter),
        .. Within(FromScreeningOn, CaseAction.RecordInterview, Permission.ChildInterview, ChildAct, "บันทึกการสัมภาษณ์ที่เป็นมิตรต่อเด็ก", "Record a child-friendly interview", Lane.Frontline, Guard.ChildOnly),
        .. Within(FromProtectionOn, CaseAction.AssessBestInterests, Permission.ChildRecord, ChildAct, "ประเมินประโยชน์สูงสุดของเด็ก", "Assess the best interests of the child", Lane.Shelter, Guard.ChildOnly),
        .. Within(FromProtectionOn, CaseAction.DetermineBestInterests, Permission.ChildRecord, ChildAct, "วินิจฉัยประโยชน์สูงสุดของเด็ก", "Determine the best interests of the child", Lane.Shelter, Guard.ChildOnly),
        .. Within(Presumed, CaseAction.FlagNonPunishment, Permission.NonPunishmentFlag, "s.41", "แจ้งให้ใช้หลักการไม่ลงโทษผู้เสียหาย (ม.41)", "Flag non-punishment (s.41)", Lane.Frontline),
        .. Within(FromProtectionOn, CaseAction.RecordNonPunishment, Permission.NonPunishmentRecord, "s.41", "บันทึกผลเรื่องการไม่ลงโทษ (ม.41)", "Record the outcome on non-punishment (s.41)", Lane.Justice),
        .. Within(FromProtectionOn, CaseAction.WithdrawNonPunishment, Permission.NonPunishmentFlag, "s.41", "ถอนการแจ้งเรื่องการไม่ลงโทษ (ม.41)", "Withdraw the flag of non-punishment (s.41)", Lane.Frontline),
        .. Within(Everywhere, CaseAction.Transfer, Permission.CaseTransfer, Policy, "เสนอโอนกรณี", "Propose to transfer the case", Lane.Datip),
        .. Within(Everywhere, CaseAction.TakeOver, Permission.CaseReceive, Policy, "รับโอนกรณี", "Take the case over", Lane.Frontline),
        .. Within(Everywhere, CaseAction.WithdrawTransfer, Permission.CaseTransfer, Policy, "ถอนข้อเสนอโอนกรณี", "Withdraw a proposal to transfer", Lane.Datip),
        .. Within(Everywhere, CaseAction.LinkCase, Permission.CaseLink, Policy, "เชื่อมโยงกับกรณีอื่น", "Link to another case", Lane.Frontline),
        .. Within(Everywhere, CaseAction.EndLink, Permission.CaseLink, Policy, "ยุติการเชื่อมโยงกรณี", "End a link between cases", Lane.Frontline),
        .. Within(Everywhere, CaseAction.GiveTask, Permission.TaskWork, Policy, "มอบหมายงาน", "Give a task", Lane.Frontline),
        .. Within(Everywhere, CaseAction.TakeTask, Permission.TaskWork, Policy, "รับงานไปดำเนินการ", "Take a task in hand", Lane.Frontline),
        .. Within(Everywhere, CaseAction.FinishTask, Permission.TaskWork, Policy, "ทำงานเสร็จแล้ว", "Finish a task", Lane.Frontline),
        .. Within(Everywhere, CaseAction.ReopenTask, Permission.TaskWork, Policy, "เปิดงานที่เสร็จแล้วอีกครั้ง", "Reopen a finished task", Lane.Frontline),
        .. Within(Everywhere, CaseAction.HandOverTask, Permission.TaskWork, Policy, "ส่งมอบงานให้ผู้อื่น", "Hand over a task", Lane.Frontline),
        .. Within(Everywhere, CaseAction.WriteMessage, Permission.MessageWrite, Policy, "ส่งข้อความถึงหน่วยงาน", "Write to the agencies", Lane.Frontline),
        .. Within(Everywhere, CaseAction.AddDocument, Permission.DocumentAdd, Policy, "เพิ่มเอกสาร", "Add a document", Lane.Frontline),
        .. Within(Everywhere, CaseAction.WithdrawDocument, Permission.DocumentAdd, Policy, "ยกเลิกการใช้เอกสาร", "Withdraw a document", Lane.Frontline),
        .. Within(FromScreeningOn, CaseAction.IssueDocument, Permission.DocumentIssue, Policy, "ออกเอกสาร", "Issue a document", Lane.Frontline),
    ];

    public static IReadOnlyList<FlowRow> Rows { get; } = [.. Moves.OrderBy(r => r.From), .. Acts.OrderBy(r => r.From)];

    private static IEnumerable<FlowRow> Within(
        Stage[] stages, CaseAction action, string permission, string basis, string th, string en, Lane lane, Guard guard = Guard.None, ClockCode? deadline = null) =>
        stages.Select(stage => new FlowRow(stage, stage, action, permission, deadline, basis, guard, th, en, lane));
}
