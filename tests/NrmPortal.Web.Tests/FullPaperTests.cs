using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain.Screening;
using NrmPortal.Testing;
using Npgsql;

namespace NrmPortal.Web.Tests;

/// <summary>
/// Papers of a case that has everything, beside another that has it too: each value comes from the row, opened with the key, or
/// from what was typed, and none from whoever writes the paper.
/// </summary>
public sealed class FullPaperTests(FullPaperTests.Full full) : IClassFixture<FullPaperTests.Full>
{
    private readonly Portal portal = full.Portal;

    private static string In(string language, string thai, string english) => language == "th" ? thai : english;

    private async Task<T> Of<T>(string sql) => (T)(await portal.ScalarAsync(sql.Replace("{case}", $"(select id from cases where nrm_number = '{full.Number}')", StringComparison.Ordinal)))!;

    private Task<string> UnitAsync(string language, string id) => Of<string>($"select {In(language, "name_th", "name_en")} from units where id = ({id})");

    // Written out here, so that it is not the portal's own way of writing a day that is compared with itself.
    private static string Day(string language, DateTime day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {(language == "th" ? Thai : English)[day.Month - 1]} {(language == "th" ? day.Year + 543 : day.Year)}");

    private static readonly string[] Thai = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
    private static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

    private async Task<string> MomentAsync(string language, string sql)
    {
        var at = (await Of<DateTime>($"select ({sql})")).AddHours(7);
        return $"{Day(language, at)} {at.ToString("HH:mm", CultureInfo.InvariantCulture)}{In(language, " น.", "")}";
    }

    // Midnight is the end of the last day, and names it.
    private async Task<string> EndAsync(string language, string sql)
    {
        var at = (await Of<DateTime>($"select ({sql})")).AddHours(7);
        return at.TimeOfDay == TimeSpan.Zero ? $"{Day(language, at.AddDays(-1))} 24:00{In(language, " น.", "")}" : await MomentAsync(language, sql);
    }

    /// <summary>A sealed text as it stands in the row, opened.</summary>
    private string Open(string table, string column, Guid id, byte[] sealedText) => Envelope.Open(sealedText, portal.Services.GetRequiredService<KeyRing>().KeyOf, $"{table}.{column}.{id:N}");

    private async Task TellsAsync(string kind, string language, IEnumerable<(string Label, string Value)> told, IEnumerable<string> said, params string[] never)
    {
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{full.Number}/documents/issue");
        await caseworker.PostAsync($"/cases/{full.Number}/documents/issue", ("Kind", kind), ("Language", language));
        using var response = await caseworker.DownloadAsync(caseworker.Path + "/file");
        using var printed = new PrintedPaper(await response.Content.ReadAsByteArrayAsync());
        var name = Open("person_identities", "Name", await Of<Guid>("select id from person_identities where case_id = {case}"), await Of<byte[]>("select name from person_identities where case_id = {case}"));
        (string, string)[] person = [(In(language, "ชื่อ", "Name"), name), (In(language, "อายุและเพศ", "Age and sex"), In(language, "ผู้ใหญ่ · ชาย", "Adult · Male")), (In(language, "สัญชาติ", "Nationality"), In(language, "เมียนมา", "Myanmar"))];
        Assert.All([.. person, .. told], row => Assert.True(printed.Tells(row.Item1, row.Item2), $"'{row.Item1}: {row.Item2}' is not in:\n{printed.Text}"));
        Assert.All(said, words => Assert.True(printed.Says(words), $"'{words}' is not in:\n{printed.Text}"));
        // Of the other person, of an earlier version, and what belongs to another section.
        Assert.All([.. never, Full.Other, Full.OtherNumber(full), Full.Fever], words => Assert.False(printed.Says(words), $"'{words}' is in:\n{printed.Text}"));
    }

    public static TheoryData<string> Languages => ["th", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheScreeningReport_TellsEveryAnswer_AndNoHealth(string l)
    {
        const string Last = "from screenings where case_id = {case} order by concluded_at desc limit 1";
        var marks = new[] { "A01", "D01", "D02", "E01", "E02", "F01", "F02" }.Select(id => ScreeningDefinition.Current.Fields.Single(f => f.Id == id)).Select(f => (In(l, f.LabelTh, f.LabelEn), In(l, "ใช่", "Yes")));
        // As they were typed into the form, one step after the other.
        (string Id, string Value)[] chosen =
        [
            ("danger_now", "no"), ("private_place", "yes"), ("suspect_absent", "yes"), ("language", "my"), ("interpreter", "present"), ("interpreter_independent", "yes"), ("consent_outcome", "given"),
            ("consent_points", "interview"), ("age_class", "adult"), ("sex", "male"), ("nationality", "MM"), ("category", "labour"), ("conclusion_outcome", "reasonable_grounds"),
        ];
        var typed = chosen.Select(c => (Field: ScreeningDefinition.Current.Fields.Single(f => f.Id == c.Id), c.Value)).Select(c => (In(l, c.Field.LabelTh, c.Field.LabelEn), c.Field.Options!.Where(o => o.Value == c.Value).Select(o => In(l, o.Th, o.En)).Single()));
        var reasons = ScreeningDefinition.Current.Fields.Single(f => f.Id == "conclusion_reasons");
        await TellsAsync("ScreeningReport", l,
        [
            (In(l, "เลขที่การคัดกรอง", "Screening number"), await Of<string>($"select number {Last}")), (In(l, "หน่วยงานที่คัดกรอง", "Screened by"), await UnitAsync(l, $"select by_unit_id {Last}")),
            (In(l, "สรุปเมื่อ", "Concluded on"), await MomentAsync(l, $"select concluded_at {Last}")), (In(l, "ผล", "Outcome"), In(l, "มีเหตุอันควรเชื่อ", "Reasonable grounds")), .. marks, .. typed,
            (In(l, reasons.LabelTh, reasons.LabelEn), "Because"),
        ], [Full.Account]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheReferralLetter_TellsTheReferralThatStands(string l)
    {
        const string Sent = "from referrals where case_id = {case}";
        await TellsAsync("ReferralLetter", l,
        [
            (In(l, "เลขที่การส่งต่อ", "Referral number"), full.Number + "-R1"), (In(l, "จาก", "From"), await UnitAsync(l, $"select from_unit_id {Sent}")),
            (In(l, "ถึง", "To"), await UnitAsync(l, $"select receiver_unit_id {Sent}")), (In(l, "สถานะ", "State"), In(l, "รับแล้ว", "Accepted")),
            (In(l, "ส่งเมื่อ", "Sent on"), await MomentAsync(l, $"select sent_at {Sent}")), (In(l, "ฐานการแบ่งปันข้อมูล", "Basis of the share"), In(l, "ความยินยอม", "Consent")),
            (In(l, "หมวดข้อมูลที่แบ่งปัน", "Sections shared"), In(l, "ตัวตนและการติดต่อ, สุขภาพ", "Identity and contact, Health")), (In(l, "ภาษา", "Languages"), In(l, "พม่า", "Burmese")),
            (In(l, "ความต้องการพิเศษ", "Special needs"), In(l, "การรักษาพยาบาล", "Medical care")),
        ], [Full.Remarks]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheDecision_NamesWhoDecided_AndTheDissent(string l)
    {
        const string Last = "from decisions where case_id = {case} order by at desc limit 1";
        var decider = $"select m.id from seats s join memberships m on m.id = s.membership_id where s.panel_id = (select panel_id {Last}) and s.decides";
        var name = await Of<string>($"select {In(l, "name_th", "name_en")} from users where id = (select by_user_id {Last})");
        var reasons = Open("decisions", "Reasons", await Of<Guid>($"select id {Last}"), await Of<byte[]>($"select reasons {Last}"));
        Assert.Equal(Full.Reasons, reasons);
        await TellsAsync("MdtDecision", l,
        [
            (In(l, "ผล", "Outcome"), In(l, "เป็นผู้เสียหายจากการค้ามนุษย์ (ม.6)", "Victim of trafficking (s.6)")),
            (In(l, "ผู้วินิจฉัย", "Decided by"), $"{name} · {In(l, "ผู้มีหน้าที่คัดแยก", "Competent authority")} · {await UnitAsync(l, $"select unit_id from memberships where id = ({decider})")}"),
            (In(l, "วินิจฉัยเมื่อ", "Decided on"), await MomentAsync(l, $"select at {Last}")), (In(l, "จำนวนความเห็นแย้ง", "Dissenting opinions"), "1"),
            (In(l, "ฐานกฎหมาย", "Legal basis"), In(l, "พ.ร.บ. ป้องกันและปราบปรามการค้ามนุษย์ พ.ศ. 2551 มาตรา 6", "Anti-Trafficking in Persons Act B.E. 2551 (2008), s.6")),
        ], [reasons, In(l, "ขอให้ทบทวนผลการคัดแยกได้ทุกเมื่อ", "may ask for a review of the decision at any time")]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheHandoverSheet_TellsStage_Limit_Warnings_AndTasks(string l)
    {
        Task<string> Due(string code) => EndAsync(l, $"select due_at from tasks where case_id = {{case}} and code = '{code}' and done_at is null");
        await TellsAsync("HandoverSheet", l,
        [
            (In(l, "ขั้นตอน", "Stage"), await Of<string>("select stage from cases where id = {case}") is "Assistance" ? In(l, "การส่งต่อและคุ้มครองช่วยเหลือ", "Referral and assistance") : "?"),
            (In(l, "อยู่ในขั้นตอนนี้ตั้งแต่", "In this stage since"), await MomentAsync(l, "select stage_since from cases where id = {case}")),
            (In(l, "หน่วยงานเจ้าของแฟ้ม", "Owner"), await UnitAsync(l, "select owner_unit_id from cases where id = {case}")), (In(l, "สำนักงาน พมจ. ที่รับผิดชอบ", "Province office"), await UnitAsync(l, "select province_office_id from cases where id = {case}")),
            (In(l, "คำเตือน", "Warnings"), In(l, "ผู้ค้ามนุษย์อาจอยู่ใกล้", "Trafficker may be near")),
            (In(l, "งานที่มอบหมาย", "Task"), await Due("Written")), (In(l, "ทบทวนแผนช่วยเหลือรายบุคคล", "Look at the person's plan again"), await Due("ReviewPlan")),
        ], [await MomentAsync(l, "select coalesce(due_at, stage_since) from cases where id = {case}"), await MomentAsync(l, "select at from case_events where case_id = {case} order by sequence desc limit 1")],
        In(l, "ไม่มีงานค้าง", "Open tasks None"), In(l, "ไม่มีคำเตือน", "Warnings None"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task TheTransitLetter_TellsFromWhereToWhere(string l) => await TellsAsync("TransitLetter", l,
    [
        (In(l, "จาก", "From"), await UnitAsync(l, "select from_unit_id from referrals where case_id = {case}")), (In(l, "ถึง", "To"), await UnitAsync(l, "select receiver_unit_id from referrals where case_id = {case}")),
        (In(l, "เลขที่การส่งต่อ", "Referral number"), full.Number + "-R1"),
    ], ["1300", In(l, "มาตรา 41", "s.41")], Full.Remarks);

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task ThePlan_TellsEveryGoalOfItsLastVersion_ThoseOfHealthToo(string l)
    {
        var rows = new List<(string, string)>();
        await using (var owner = new NpgsqlConnection((await TestCluster.Server).OwnerConnection(portal.Database)))
        {
            await owner.OpenAsync(TestContext.Current.CancellationToken);
            await using var asked = new NpgsqlCommand($"select g.id, g.need, g.goal, g.action, g.due_on from plan_goals g join plans p on p.id = g.plan_id join cases c on c.id = p.case_id where c.nrm_number = '{full.Number}' and p.version = 2 order by g.position", owner);
            await using var reader = await asked.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                string Text(int n, string column) => Open("plan_goals", column, reader.GetGuid(0), reader.GetFieldValue<byte[]>(n));
                rows.AddRange([(In(l, "ความต้องการ", "Need"), Text(1, "Need")), (In(l, "เป้าหมายตามคำพูดของเจ้าตัว", "Goal in the person’s own words"), Text(2, "Goal")), (In(l, "สิ่งที่จะดำเนินการ", "What is done"), Text(3, "Action")),
                    (In(l, "ภายในวันที่", "By"), Day(l, reader.GetDateTime(4)))]);
            }
        }

        Assert.Equal(12, rows.Count);
        var on = (await Of<DateTime>("select at from plans where case_id = {case} and version = 2")).AddHours(7);
        await TellsAsync("SupportPlan", l,
        [
            .. rows, (In(l, "ฉบับที่", "Version"), $"2 · {Day(l, on)}"), (In(l, "ทบทวนแผนภายในวันที่", "To be reviewed by"), Day(l, await Of<DateTime>("select review_on::timestamp from plans where case_id = {case} and version = 2"))),
            (In(l, "ความเห็นชอบของเจ้าตัว", "Agreement of the person"), In(l, "เห็นชอบเป็นลายลักษณ์อักษร", "Agreed in writing")), (In(l, "ภาษาที่ใช้พูดคุย", "Language it was gone through in"), In(l, "พม่า · มีล่ามอยู่ด้วย", "Burmese · Present")),
            (In(l, "ผู้ดำเนินการ", "Who does it"), In(l, "สถานคุ้มครอง", "The shelter")), (In(l, "ผู้ดำเนินการ", "Who does it"), In(l, "สำนักงาน พมจ.", "The province office")), (In(l, "สถานะ", "State"), In(l, "ยังไม่เริ่ม", "Not begun")),
        ], [In(l, "1. อาชีพและการพึ่งพาตนเอง", "1. Work and livelihood"), In(l, "2. สุขภาพกายและใจ", "2. Health of body and mind"), In(l, "3. การฟื้นฟูจากการแสวงหาประโยชน์ทางเพศ", "3. Recovery from sexual exploitation"), Full.Sleep, Full.Sewing], Full.Before);
    }

    /// <summary>A case with everything that a paper may tell, and another person's with other words in each place, written later.</summary>
    public sealed class Full : IAsyncLifetime
    {
        public const string Name = "Aung Example (อ่อง น้ำใจ)";
        public const string Other = "Zaw Otherwise";
        public const string Fever = "ไข้สูงมาสองวัน";
        public const string Account = "เธอเล่าว่าผู้ใหญ่บ้านพาข้ามแม่น้ำมา แล้วยึดหนังสือเดินทางไว้";
        public const string Remarks = "ต้องการที่ปรึกษาที่พูดภาษาพม่าได้ และห้องที่อยู่ใกล้น้ำ";
        public const string Reasons = "ชั่งน้ำหนักแล้วเห็นว่าถูกบังคับใช้แรงงานเพื่อชำระหนี้";
        public const string Before = "เป้าหมายของแผนฉบับก่อน";
        public const string Sewing = "อยากเปิดร้านเย็บผ้าริมแม่น้ำ";
        public const string Sleep = "อยากนอนหลับโดยไม่ฝันถึงเรือ";

        public Portal Portal { get; private set; } = null!;
        public string Number { get; private set; } = "";
        private string other = "";

        public static string OtherNumber(Full full) => full.other;

        public async ValueTask InitializeAsync()
        {
            Portal = await Portal.StartAsync();
            Number = await WriteAsync(Name, Fever, Account, Remarks, Reasons, Sewing, Sleep, "VictimTraffickingS6", "MM");
            other = await WriteAsync(Other, "Another's wound", "Another's account", "Another's needs", "Another's reasons", "Another's wish", "Another's rest", "VictimForcedLabourS61", "KH");
        }

        private async Task<string> WriteAsync(string name, string health, string account, string remarks, string reasons, string sewing, string sleep, string outcome, string nationality)
        {
            var (officer, caseworker) = (await Portal.VisitAsync("officer.immigration"), await Portal.VisitAsync("caseworker"));
            var number = await Story.ScreenAsync(officer, name, health: health, nationality: nationality, account: account);
            await officer.GetAsync($"/cases/{number}/referrals/new");
            await officer.PostAsync($"/cases/{number}/referrals/new", [.. Story.ConsentNow, ("Input.Languages", "my"), ("Input.Sections", "Identity"), ("Input.Sections", "Health"), ("Input.Medical", "true"), ("Input.Remarks", remarks)]);
            var referral = officer.Path["/referrals/".Length..];
            await Story.ApproveAsync(await Portal.VisitAsync("datip"), referral, "NGO Shelter");
            await Story.Then(await Portal.VisitAsync("shelter.ngo"), $"/referrals/{referral}", "Accept", ("Basis", "VoluntaryReflection"));
            await Story.ConveneAsync(await Portal.VisitAsync("mdt.secretary"), number, "Mana", "Aiyakarn");
            foreach (var (member, view) in new[] { ("mdt", "Yes"), ("prosecutor", "No") }) await Story.OpineAsync(await Portal.VisitAsync(member), number, view);
            await Story.DecideAsync(await Portal.VisitAsync("authority"), number, outcome, reasons);
            await CareStory.PlanAsync(caseworker, number, ("Input.Goals[0].Goal", Before));
            await CareStory.PlanAsync(caseworker, number, [("Input.Why", "A year on"), ("Input.Goals[0].Goal", sewing), .. CareStory.Goal(1, "health", sleep, "Wakes at three"), .. CareStory.Goal(2, "sexualRecovery", "To trust somebody")]);
            await Story.WarnAsync(caseworker, number, "TraffickerNear");
            await Story.GiveTaskAsync(caseworker, number, "Call the interpreter", "Karuna", Portal.Day(3));
            return number;
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
