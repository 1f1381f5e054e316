using Microsoft.EntityFrameworkCore;
using Npgsql;
using NrmPortal.Domain;

namespace NrmPortal.Web.Access;

/// <summary>What of an exception is an answer to the person who acts: the domain's refusal, or that of a lock of the database that says the same.</summary>
internal static class Answerable
{
    private static readonly Dictionary<string, string> OfLocks = new(StringComparer.Ordinal)
    {
        ["ck_shelters_never_oversold"] = "shelter.full",
        ["ck_place_pools_never_oversold"] = "shelter.full",
        ["ck_core_alone"] = "flow.coreAlone",
        ["ck_not_the_office"] = "flow.notTheOffice",
        ["ck_panels_office"] = "mdt.notTheSecretary",
        ["ck_share_basis"] = "consent.notCovered",
        ["ck_share_ground"] = "share.groundReach",
        ["ck_share_over_no"] = "share.groundReason",
        ["ck_closure_belongings"] = "closure.belongingsKept",
        ["ck_return_reach"] = "return.agreeFirst",
        ["ck_referral_receiver"] = "referral.receiver",
        ["ck_referral_sections"] = "referral.notShareable",
        ["ck_referral_open"] = "referral.unitShut",
        ["ck_referral_stage"] = "flow.stage",
        ["ck_referral_place"] = "referral.noPlaceHere",
        ["ck_closure_reason"] = "closure.reason",
        ["ck_case_ends_without_referral"] = "closure.holdsOpenReferral",
        ["ck_referral_takes_on"] = "referral.takesNobodyOn",
        ["ck_police_case_hands"] = "legal.policeCaseEnded",
        ["ck_police_case_office_shut"] = "legal.officeShut",
        ["ck_asked_office_shut"] = "legal.officeShut",
        ["ck_police_case_move"] = "legal.movedSince",
        ["ck_referral_stop"] = "referral.notYours",
        ["ck_transfer_decided"] = "transfer.decided",
        ["ck_share_giver"] = "consent.notTheirs",
        ["ck_consent_giver"] = "consent.mayNotConsent",
        ["ck_consent_mandate"] = "consent.mandate",
        ["ck_guardian_suspect"] = "guardian.mayNotAnswer",
        ["ck_guardian_clearing"] = "guardian.clearingSecond",
        ["ck_guardian_named_again"] = "guardian.namedAgain",
        ["ck_stay_consent"] = "stay.consentNeeded",
        ["ck_number_flood"] = "message.tooMany",
        ["ck_service_stands"] = "service.corrected",
        ["ck_service_theirs"] = "service.otherOffice",
        ["ck_permit_stands"] = "return.corrected",
        ["ck_verdict_stands"] = "legal.judged",
        ["ck_legal_step_police_case"] = "legal.policeCaseEnded",
        ["ck_strike_stands"] = "legal.corrected",
        ["ck_strike_rests"] = "legal.strikeRests",
        ["ck_stay_theirs_to_end"] = "stay.otherOffice",
        ["ck_stay_correction_reason"] = "stay.correctionReason",
        ["ck_stay_custody_once"] = "stay.custodyOnce",
        ["ck_stay_custody_official"] = "stay.custodyOfficial",
        ["ck_stay_limit"] = "stay.beyondLimit",
        ["ck_stay_end_is_kept"] = "someoneWasFaster",
        ["ck_stay_no_custody_runs"] = "stay.noCustodyRuns",
        ["ck_stay_already_left"] = "stay.alreadyLeft",
        ["ck_stay_late_reason"] = "stay.lateReason",
        ["ck_stay_ends_in_its_time"] = "date.future",
        ["ck_stay_ends_after_it_starts"] = "stay.endsBeforeStart",
    };

    /// <returns>Null: a fault, and nobody's answer.</returns>
    public static Refusal? Of(Exception? exception) => exception switch
    {
        RefusedException refused => refused.Refusal,
        DbUpdateConcurrencyException => new Refusal("someoneWasFaster"),
        // A second act on the same thing can also be stopped by a unique index: the same answer.
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } => new Refusal("someoneWasFaster"),
        // So the provider wraps what it calls transient.
        DbUpdateException or InvalidOperationException => exception.InnerException is DbUpdateException or PostgresException ? Of(exception.InnerException) : null,
        // Two who lock the same things in another order: one of them is asked to do it again.
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => new Refusal("someoneWasFaster"),
        PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: { } name } when OfLocks.TryGetValue(name, out var code) => new Refusal(code),
        _ => null,
    };
}
