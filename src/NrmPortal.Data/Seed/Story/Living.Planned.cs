using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain.Care;

namespace NrmPortal.Data.Seed.Story;

/// <summary>A plan that was made together, what was done for it, and its second version.</summary>
internal static partial class Living
{
    private static readonly Aim Sewing = new("livelihood", "ยังไม่มีรายได้ของตนเอง (สมมติ)", "อยากเย็บผ้าเป็นและมีร้านเล็ก ๆ ของตัวเอง (สมมติ)", "th", "เรียนเย็บผ้าสัปดาห์ละสามวัน", PlanActor.Shelter, null, 60);
    private static readonly Aim Sleep = new("health", "นอนไม่หลับ (สมมติ)", "อยากนอนหลับโดยไม่ฝันร้าย (สมมติ)", "th", "พบนักจิตวิทยาสัปดาห์ละครั้ง", PlanActor.Outside, "โรงพยาบาลสมมติ", 30);
    private static readonly Aim Mother = new("socialCare", "ไม่ได้คุยกับแม่นานแล้ว (สมมติ)", "อยากโทรหาแม่ทุกวันอาทิตย์ (สมมติ)", "th", "จัดโทรศัพท์และห้องที่เป็นส่วนตัว", PlanActor.Shelter, null, 10);

    private static Act[] PlanOfSomying(Anchor at) =>
    [
        new Conferred("caseworker", at.Day(18, 10), "เจ้าของเรื่อง สถานคุ้มครอง นักจิตวิทยา (สมมติ)", "เริ่มจากการนอนหลับและการติดต่อครอบครัว แล้วจึงฝึกอาชีพ (สมมติ)"),
        new Planned("caseworker", at.Day(17, 10), PlanAgreement.InWriting, 30, null, Sleep, Mother),
        new Served("caseworker", at.Day(16, 9), "familyContact", "SHM-12", Note: "โทรศัพท์วันอาทิตย์ (สมมติ)"),
        new Served("caseworker", at.Day(15, 9), "mentalHealth", "SHM-12", 1_500m, ServiceSource.HealthScheme, "พบนักจิตวิทยาครั้งแรก (สมมติ)"),
        new Served("caseworker", at.Day(14, 9), "counselling", "SHM-12", Refused: true, Note: "อยากคุยกับแม่ก่อน (สมมติ)"),
        new Served("caseworker", at.Day(12, 9), "papers", "MSDHS-63", 300m, ServiceSource.Fund, EndsInDays: 5),
        new Planned("caseworker", at.Day(3, 10), PlanAgreement.InWriting, 60, "โทรหาแม่ได้แล้ว และขอเรียนเย็บผ้า (สมมติ)", Sleep with { State = GoalState.Underway }, Mother with { State = GoalState.Reached }, Sewing),
    ];
}
