namespace NrmPortal.Domain.Flow;

/// <summary>
/// The flow chart of the National Referral Mechanism, written once (CMP Committee notification B.E. 2565; Act B.E. 2551).
/// Six readers: the case, access, the screens, the generated document, the database trigger, the enumerated tests.
/// Step names follow the usual NRM order and are to be aligned with the official chart.
/// </summary>
public static class NrmFlow
{
    /// <summary>Stored with every event. A new version ships a map of stages for open cases.</summary>
    public const string Version = "2569.1";

    public static IReadOnlyList<FlowRow> Rows => FlowTable.Rows;

    public static IReadOnlyList<StageInfo> Stages { get; } =
    [
        new(Stage.Notified, Lane.Frontline, "การรับแจ้งเหตุหรือเบาะแส", "Notified",
            "ทุกช่องทาง: 1300 ตำรวจ ตรวจคนเข้าเมือง พนักงานตรวจ องค์กรพัฒนาเอกชน ตัวบุคคลเอง", "Any channel: 1300, police, immigration, inspection, NGO, the person",
            "มีผู้แจ้งเหตุหรือพบบุคคลที่อาจเป็นผู้เสียหาย ตรวจสอบอันตรายเร่งด่วนก่อน", "Somebody reports or meets a person who may be a victim; danger is checked first"),
        new(Stage.Screening, Lane.Frontline, "การคัดกรองเบื้องต้น", "Preliminary screening",
            "เจ้าหน้าที่ด่านหน้าที่ผ่านการอบรมและล่าม", "Trained frontline officer and interpreter",
            "สัมภาษณ์อย่างปลอดภัยและบันทึกข้อบ่งชี้ ผลคือมีเหตุอันควรเชื่อ ยังไม่ชัดเจน หรือไม่พบเหตุ", "A safe interview records indicators and ends in reasonable grounds, unclear or none"),
        new(Stage.Protection, Lane.Shelter, "การช่วยเหลือเบื้องต้นและระยะเวลาฟื้นฟูและไตร่ตรอง", "Protection and reflection period",
            "สำนักงาน พมจ. สถานคุ้มครอง ศูนย์คัดแยก", "Province MSDHS office, shelter, screening centre",
            "ช่วยเหลือเบื้องต้น ให้เวลาฟื้นฟูและไตร่ตรอง โดยไม่ขึ้นกับการให้ความร่วมมือกับตำรวจ", "Initial help and time to recover and reflect; help never depends on cooperating with the police"),
        new(Stage.Identification, Lane.Mdt, "การคัดแยกผู้เสียหาย", "Identification by the MDT",
            "ทีมสหวิชาชีพให้ความเห็น ผู้มีหน้าที่คัดแยกวินิจฉัย", "The MDT gives opinions; the competent authority decides",
            "สมาชิกแต่ละคนให้ความเห็นพร้อมเหตุผล แยกมาตรา 6 และมาตรา 6/1 แล้วจึงมีผลการคัดแยก", "Each member gives an opinion with reasons, apart for s.6 and s.6/1; then comes the decision"),
        new(Stage.Assistance, Lane.Datip, "การส่งต่อและคุ้มครองช่วยเหลือ", "Referral and assistance",
            "กคม. พิจารณา สถานคุ้มครองและผู้ให้บริการดูแล", "DATIP reviews; shelters and services care",
            "ส่งต่อไปยังสถานคุ้มครองหรือบริการนอกสถานคุ้มครอง ตามแผนการคุ้มครองรายบุคคล", "Referral to a shelter or to services outside one, by an individual protection plan"),
        new(Stage.Return, Lane.Return, "การส่งกลับและคืนสู่สังคม", "Return and reintegration",
            "กคม. กระทรวงการต่างประเทศ สถานทูต ไอโอเอ็ม", "DATIP, MFA, embassy, IOM",
            "ประเมินครอบครัว พิสูจน์สัญชาติ และส่งกลับอย่างปลอดภัย", "Family assessment, nationality verification and safe return"),
        new(Stage.OtherPathway, Lane.Frontline, "ช่องทางอื่น", "Other pathway",
            "แรงงาน คุ้มครองเด็ก พยาน ตรวจคนเข้าเมือง", "Labour protection, child protection, witness, immigration",
            "ช่วยเหลือผ่านช่องทางอื่น ผู้ถูกคัดกรองได้รับแจ้งเหตุผลและสิทธิขอทบทวน", "Help by another way; the person is told the reason and the right to ask for review"),
        new(Stage.FollowUp, Lane.Return, "การติดตามผลและยุติ", "Follow-up and closure",
            "ผู้จัดการรายกรณีของจังหวัด", "Province caseworker",
            "ติดตามผลหลังสิ้นสุดการช่วยเหลือ เปิดกรณีอีกครั้งได้เมื่อจำเป็น", "Visits after help ends; the case can be reopened when needed"),
    ];

    // One row for each stage and act: a second one stops the program when the type is first used.
    private static readonly Dictionary<(Stage, CaseAction), FlowRow> ByStep = FlowTable.Rows.ToDictionary(r => (r.From, r.Action));

    /// <summary>The row for this act at this stage, or null: the act is not in the table and is refused.</summary>
    public static FlowRow? Find(Stage from, CaseAction action) => ByStep.GetValueOrDefault((from, action));

    public static IEnumerable<FlowRow> From(Stage from) => Rows.Where(r => r.From == from);

    public static StageInfo Info(Stage stage) => Stages.First(s => s.Stage == stage);
}
