using NrmPortal.Domain.Care;

namespace NrmPortal.Web.Pages.Care;

/// <summary>The words of the sheet "my plan" in one language.</summary>
/// <param name="Draft">True until a native speaker has confirmed them.</param>
/// <param name="More">Whoever prints it does not read all of the plan.</param>
/// <param name="Who">The person, the office, the house; others are named.</param>
/// <param name="States">Of what is still to be reached: not begun, under way.</param>
public sealed record SheetTexts(string Name, bool Draft, string Title, string Want, string Do, string By, string When, string Again, string Change, string Reached, string More, string[] Who, string Now, string[] States)
{
    public static IReadOnlyDictionary<string, SheetTexts> All { get; } = new Dictionary<string, SheetTexts>(StringComparer.Ordinal)
    {
        ["th"] = new("ไทย", false, "แผนของฉัน", "สิ่งที่ฉันต้องการ", "สิ่งที่จะทำ", "ใครทำ", "ภายในวันที่", "เราจะดูแผนนี้ด้วยกันอีกครั้งวันที่", "ฉันเปลี่ยนใจหรือขอแก้ไขแผนได้ทุกเมื่อ", "สิ่งที่ฉันทำสำเร็จแล้ว", "แผ่นนี้ไม่ได้แสดงแผนของฉันทั้งหมด ฉันขอแผ่นที่ครบได้", ["ฉันเอง", "ผู้ที่ช่วยดูแลฉัน", "บ้านที่ฉันพัก"], "ตอนนี้", ["ยังไม่เริ่ม", "กำลังทำอยู่"]),
        ["en"] = new("English", false, "My plan", "What I want", "What we do", "Who does it", "By", "We look at this plan together again on", "I can change my mind, or the plan, at any time.", "What I have reached", "This sheet does not show all of my plan. I can ask for the whole.", ["I myself", "The person who helps me", "The house where I stay"], "Now", ["Not begun yet", "Under way"]),
        ["my"] = new("မြန်မာ", true, "ကျွန်ုပ်၏ အစီအစဉ်", "ကျွန်ုပ် လိုချင်သည့်အရာ", "ကျွန်ုပ်တို့ လုပ်ဆောင်မည့်အရာ", "မည်သူလုပ်မည်", "နောက်ဆုံးရက်", "ဤအစီအစဉ်ကို အတူတကွ ပြန်ကြည့်မည့်ရက်", "ကျွန်ုပ် အချိန်မရွေး စိတ်ပြောင်းနိုင်သည်။", "ပြီးမြောက်ပြီးသော အရာများ", "ဤစာရွက်တွင် ကျွန်ုပ်၏ အစီအစဉ် အားလုံး မပါဝင်ပါ။ အပြည့်အစုံကို တောင်းနိုင်သည်။", ["ကျွန်ုပ်ကိုယ်တိုင်", "ကျွန်ုပ်ကို ကူညီသူ", "ကျွန်ုပ် နေထိုင်သည့်အိမ်"], "ယခု", ["မစတင်ရသေးပါ", "လုပ်ဆောင်နေဆဲ"]),
        ["km"] = new("ខ្មែរ", true, "ផែនការរបស់ខ្ញុំ", "អ្វីដែលខ្ញុំចង់បាន", "អ្វីដែលយើងធ្វើ", "អ្នកធ្វើ", "ត្រឹមថ្ងៃទី", "យើងមើលផែនការនេះជាមួយគ្នាម្ដងទៀតនៅថ្ងៃទី", "ខ្ញុំអាចប្ដូរចិត្តបានគ្រប់ពេល។", "អ្វីដែលខ្ញុំសម្រេចបាន", "ក្រដាសនេះមិនបង្ហាញផែនការទាំងអស់របស់ខ្ញុំទេ។ ខ្ញុំអាចសុំផែនការពេញលេញបាន។", ["ខ្លួនខ្ញុំ", "អ្នកដែលជួយខ្ញុំ", "ផ្ទះដែលខ្ញុំស្នាក់នៅ"], "ឥឡូវនេះ", ["មិនទាន់ចាប់ផ្ដើម", "កំពុងធ្វើ"]),
        ["lo"] = new("ລາວ", true, "ແຜນຂອງຂ້ອຍ", "ສິ່ງທີ່ຂ້ອຍຕ້ອງການ", "ສິ່ງທີ່ພວກເຮົາຈະເຮັດ", "ໃຜເຮັດ", "ພາຍໃນວັນທີ", "ພວກເຮົາຈະເບິ່ງແຜນນີ້ນຳກັນອີກໃນວັນທີ", "ຂ້ອຍປ່ຽນໃຈໄດ້ທຸກເວລາ.", "ສິ່ງທີ່ຂ້ອຍເຮັດສຳເລັດແລ້ວ", "ໃບນີ້ບໍ່ໄດ້ສະແດງແຜນທັງໝົດຂອງຂ້ອຍ. ຂ້ອຍຂໍໃບທີ່ຄົບຖ້ວນໄດ້.", ["ຂ້ອຍເອງ", "ຜູ້ທີ່ຊ່ວຍຂ້ອຍ", "ເຮືອນທີ່ຂ້ອຍພັກ"], "ຕອນນີ້", ["ຍັງບໍ່ທັນເລີ່ມ", "ກຳລັງເຮັດຢູ່"]),
        ["vi"] = new("Tiếng Việt", true, "Kế hoạch của tôi", "Điều tôi muốn", "Việc sẽ làm", "Ai làm", "Trước ngày", "Chúng ta cùng xem lại kế hoạch này vào ngày", "Tôi có thể đổi ý bất cứ lúc nào.", "Điều tôi đã đạt được", "Tờ này không ghi toàn bộ kế hoạch của tôi. Tôi có thể xin bản đầy đủ.", ["Chính tôi", "Người giúp tôi", "Nhà nơi tôi ở"], "Hiện nay", ["Chưa bắt đầu", "Đang thực hiện"]),
        ["zh"] = new("中文", true, "我的计划", "我想要的", "要做的事", "由谁来做", "截止日期", "我们将再次一起看这个计划的日期", "我可以随时改变主意。", "我已经做到的", "这张纸没有写出我的全部计划。我可以要求看完整的计划。", ["我自己", "帮助我的人", "我住的地方"], "现在", ["还没有开始", "正在进行"]),
    };

    /// <summary>Of a goal that is pending; what was reached stands apart, and what was dropped is on no sheet.</summary>
    public string Of(GoalState state) => States[(int)state];

    public string Of(PlanActor who, string? named) => who <= PlanActor.Shelter ? Who[(int)who] : named ?? "";
}
