using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Scopes;
using NrmPortal.Data.Seed;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Testing;

/// <summary>The rows of the generated cases, table by table, as the portal and its access triggers would have written them.</summary>
internal sealed class GeneratedRows(NpgsqlConnection connection, IServiceProvider portal, int count)
{
    private static readonly Guid Officer = ReferenceData.IdOf("user", "officer.immigration");
    private static readonly string[] Sections = Enum.GetNames<Section>();
    private readonly KeyRing ring = portal.GetRequiredService<KeyRing>();
    private readonly NameTokens tokens = portal.GetRequiredService<NameTokens>();

    public void Cases() => Fill("cases", """
        id, first_contact_number, nrm_number, stage, stage_since, flow_version, owner_unit_id, opened_by_unit_id, opened_by_user_id, province_office_id,
        province_code, case_manager_id, age_group, sex, category, opened_at, due_at, due_clock, due_from, screening_negative, event_count, referral_count, visits_since_return,
        screened_on, presumed_on, identified_on, identified_outcome
        """, (c, into) =>
    {
        var screened = c.Stage == Stage.Screening ? (DateOnly?)null : ThaiDay.Of(c.OpenedAt);
        var presumed = c.NrmNumber is null ? null : screened;
        var decided = c.IsDecided ? ThaiDay.Of(c.StageSince) : (DateOnly?)null;
        into.Row(c.Id, c.FirstContactNumber, c.NrmNumber, c.Stage.ToString(), c.StageSince, NrmFlow.Version, c.OwnerId, c.OpenedBy.Id, Officer, c.OpenedBy.OfficeId,
            c.OpenedBy.ProvinceCode, c.IsDecided || c.Stage == Stage.Screening ? Officer : null, c.Age.ToString(), c.Sex.ToString(), c.Category.ToString(), c.OpenedAt,
            c.DueAt, c.Clock?.ToString(), c.Clock is null ? null : c.StageSince, c.Stage == Stage.OtherPathway, c.Path.Count, c.Referral is null ? 0 : 1, 0,
            screened, presumed, decided, c.IsDecided ? "VictimTraffickingS6" : null);
    });

    public void Access() => Fill("case_access", "scope, case_id, via, number, stage, opened_at, due_at, due_clock, province_code, category", (c, into) =>
    {
        foreach (var (scope, via) in SightOf(c))
            into.Row(scope, c.Id, via, c.Number, c.Stage.ToString(), c.OpenedAt, c.DueAt, c.Clock?.ToString(), c.OpenedBy.ProvinceCode, c.Category.ToString());
    });

    public void SectionAccess() => Fill("case_section_access", "case_id, scope, section", (c, into) =>
    {
        object id = c.Id;
        foreach (var (scope, via) in SightOf(c))
        {
            object boxed = scope;
            foreach (var section in via is "owner" or "province" or "national" ? Sections : via == "receiver" ? c.Referral!.Sections.Append(nameof(Section.Messages)).Distinct(StringComparer.Ordinal) : []) into.Row(id, boxed, section);
        }
    });

    public void Events() => Fill("case_events", "id, case_id, sequence, code, at, by_user_id, by_unit_id, from_stage, to_stage, flow_version, parameters", (c, into) =>
    {
        var dice = new Dice((ulong)c.Place + 1_000_000_007);
        for (var i = 0; i < c.Path.Count; i++)
        {
            var at = c.OpenedAt + (GeneratedCase.Step * i);
            into.Row(dice.Id(at), c.Id, i + 1, c.Path[i].Code, at, Officer, c.OpenedBy.Id, i == 0 ? null : c.Path[i - 1].To.ToString(), c.Path[i].To.ToString(),
                NrmFlow.Version, CopyInto.EmptyJson);
        }
    });

    public void Screenings() => Fill("screenings", """
        id, case_id, number, definition_id, definition_hash, by_user_id, by_unit_id, started_at, saved_at, state, outcome, second_reasons, concluded_at
        """, (c, into) =>
    {
        var (definition, draft, at) = (ScreeningDefinition.Current, c.Stage == Stage.Screening, c.OpenedAt + GeneratedCase.Step);
        var outcome = c.Stage == Stage.OtherPathway ? ScreeningOutcome.None : ScreeningOutcome.ReasonableGrounds;
        into.Row(c.ScreeningId, c.Id, $"SCR-2570-{c.Place + 1:0000000}", definition.Id, definition.Hash, Officer, c.OpenedBy.Id, at, at,
            (draft ? ScreeningState.Draft : ScreeningState.Concluded).ToString(), draft ? null : outcome.ToString(), "", draft ? null : at + GeneratedCase.Step);
    });

    public void ScreeningRecords()
    {
        var answers = new ScreeningAnswers().With("danger_now", "no").With("private_place", "yes").With("suspect_absent", "yes").With("consent_outcome", "given")
            .With("age_class", "adult").With("own_account", "A story made up for the load.").With("conclusion_reasons", "Made up for the load.").ToJson();
        Fill("screening_records", "id, case_id, by_unit_id, answers", (c, into) =>
            into.Row(c.ScreeningId, c.Id, c.OpenedBy.Id, Sealed(answers, "screening_records", "Answers", c.ScreeningId)));
    }

    public void Identities() => Fill("person_identities", "id, case_id, name, nationality", (c, into) =>
    {
        if (c.Name is not null) into.Row(c.Id, c.Id, Sealed(c.Name, "person_identities", "Name", c.Id), Sealed("MM", "person_identities", "Nationality", c.Id));
    });

    public void Names() => Fill("name_tokens", "token, case_id, key_id", (c, into) =>
    {
        if (c.Name is null) return;
        var identity = new PersonIdentity(c.Id);
        identity.Set(c.Name, null, null, null, null, null);
        foreach (var token in tokens.For(identity)) into.Row(token.Token, token.CaseId, token.KeyId);
    });

    public void Referrals() => Fill("referrals", """
        id, case_id, number, state, urgent, emergency, requested_unit_id, receiver_unit_id, from_unit_id, by_user_id, province_code, legal_ground, sections, created_at, sent_at, due_at
        """, (c, into) =>
    {
        if (c.Referral is not { } r) return;
        DateTimeOffset? due = r.State is ReferralState.Sent or ReferralState.Approved ? r.At.AddDays(3) : null;
        into.Row(r.Id, c.Id, $"{c.Number}-R1", r.State.ToString(), false, false, r.ReceiverId, r.ReceiverId, c.OpenedBy.OfficeId, Officer, c.OpenedBy.ProvinceCode,
            "s.33", r.Sections, r.At, r.At, due);
    });

    public void Needs() => Fill("needs_profiles", "id, case_id, age_group, sex, languages, with_family, medical, psychosocial, disability, high_risk", (c, into) =>
    {
        if (c.Referral is { } r) into.Row(r.Id, c.Id, c.Age.ToString(), c.Sex.ToString(), "my", false, true, c.Place % 3 == 0, false, c.Place % 7 == 0);
    });

    // The first way a scope comes to a case is the one that counts, as in rebuild_case_access.
    private static IEnumerable<(Guid Scope, string Via)> SightOf(GeneratedCase c)
    {
        var (owner, office, opener) = (c.OwnerId, c.OpenedBy.OfficeId, c.OpenedBy.Id);
        yield return (owner, "owner");
        yield return (CaseScopes.National, "national");
        if (office != owner) yield return (office, "province");
        if (opener != owner && opener != office) yield return (opener, "opener");
        if (c.Referral is { IsAccepted: true, ReceiverId: { } receiver }) yield return (receiver, "receiver");
    }

    private byte[] Sealed(string text, string table, string property, Guid row)
    {
        var (keyId, key) = ring.Current;
        return Envelope.Seal(text, keyId, key, $"{table}.{property}.{row:N}");
    }

    private void Fill(string table, string columns, Action<GeneratedCase, CopyInto> write)
    {
        using var into = new CopyInto(connection, table, columns);
        for (var i = 0; i < count; i++) write(GeneratedCase.Of(i, count), into);
        into.Complete();
    }
}
