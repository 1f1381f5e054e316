using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NrmPortal.Web.Localisation;

namespace NrmPortal.Web.Pages;

/// <summary>For a person who may be a victim: safe words in seven languages, and a quick way out.</summary>
[AllowAnonymous]
public sealed class HelpModel : PageModel
{
    /// <summary>Texts other than Thai and English are drafts until a native speaker has confirmed them.</summary>
    public static IReadOnlyDictionary<string, (string Name, bool Draft, string[] Lines)> Texts { get; } = new Dictionary<string, (string, bool, string[])>(StringComparer.Ordinal)
    {
        ["th"] = ("ไทย", false, ["คุณไม่ได้ทำผิดที่ขอความช่วยเหลือ", "โทร 1300 ได้ตลอด 24 ชั่วโมง", "ไม่ต้องบอกชื่อ ความช่วยเหลือไม่ขึ้นกับการให้ความร่วมมือกับตำรวจ", "ถ้ามีอันตรายตอนนี้ โทร 191"]),
        ["en"] = ("English", false, ["You have done nothing wrong by asking for help.", "Call 1300, day and night.", "You need not give your name. Help does not depend on working with the police.", "In danger now? Call 191."]),
        ["my"] = ("မြန်မာ", true, ["အကူအညီတောင်းခြင်းသည် အမှားမဟုတ်ပါ။", "၂၄ နာရီ 1300 ကို ခေါ်ဆိုနိုင်ပါသည်။", "အမည်ပြောရန် မလိုပါ။", "အန္တရာယ်ရှိပါက 191 ကို ခေါ်ပါ။"]),
        ["km"] = ("ខ្មែរ", true, ["ការសុំជំនួយមិនមែនជាកំហុសទេ។", "ទូរស័ព្ទ 1300 24 ម៉ោង។", "មិនចាំបាច់ប្រាប់ឈ្មោះទេ។", "បើមានគ្រោះថ្នាក់ ទូរស័ព្ទ 191។"]),
        ["lo"] = ("ລາວ", true, ["ການຂໍຄວາມຊ່ວຍເຫຼືອບໍ່ແມ່ນຄວາມຜິດ.", "ໂທ 1300 ຕະຫຼອດ 24 ຊົ່ວໂມງ.", "ບໍ່ຕ້ອງບອກຊື່.", "ຖ້າມີອັນຕະລາຍ ໂທ 191."]),
        ["vi"] = ("Tiếng Việt", true, ["Bạn không làm gì sai khi tìm sự giúp đỡ.", "Gọi 1300, 24 giờ.", "Bạn không cần nói tên.", "Nếu đang gặp nguy hiểm, gọi 191."]),
        ["zh"] = ("中文", true, ["寻求帮助没有错。", "拨打 1300，24 小时。", "不必说出姓名。", "如有危险，请拨打 191。"]),
    };

    public string Lang { get; private set; } = "th";

    public IActionResult OnGet(string? lang)
    {
        Lang = lang ?? (Languages.IsThai ? "th" : "en");
        return Texts.ContainsKey(Lang) ? Page() : NotFound();
    }
}
