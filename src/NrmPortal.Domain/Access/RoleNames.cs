namespace NrmPortal.Domain.Access;

/// <summary>The words for roles and kinds of agency in both languages, as the generated documents print them.</summary>
public static class RoleNames
{
    private static readonly Dictionary<Role, (string Th, string En)> Roles = new()
    {
        [Role.FrontlineOfficer] = ("เจ้าหน้าที่ด่านหน้า", "Frontline officer"),
        [Role.HotlineOperator] = ("เจ้าหน้าที่สายด่วน 1300", "1300 hotline operator"),
        [Role.MdtMember] = ("สมาชิกทีมสหวิชาชีพ", "MDT member"),
        [Role.MdtSecretary] = ("เลขานุการทีมสหวิชาชีพ", "MDT secretary"),
        [Role.CompetentAuthority] = ("ผู้มีหน้าที่คัดแยก", "Competent authority"),
        [Role.ProvinceCaseworker] = ("ผู้จัดการรายกรณีจังหวัด", "Province caseworker"),
        [Role.DatipReviewer] = ("ผู้พิจารณา กคม.", "DATIP reviewer"),
        [Role.DatipCoordinator] = ("ผู้ประสานงาน กคม.", "DATIP coordinator"),
        [Role.ShelterWorker] = ("เจ้าหน้าที่สถานคุ้มครอง", "Shelter worker"),
        [Role.ShelterManager] = ("หัวหน้าสถานคุ้มครอง", "Shelter manager"),
        [Role.NgoCaseworker] = ("เจ้าหน้าที่องค์กรพัฒนาเอกชน", "NGO caseworker"),
        [Role.InquiryOfficer] = ("พนักงานสอบสวน", "Inquiry official"),
        [Role.Prosecutor] = ("พนักงานอัยการ", "Public prosecutor"),
        [Role.LabourOfficer] = ("พนักงานตรวจแรงงาน", "Labour inspector"),
        [Role.JusticeOfficer] = ("เจ้าหน้าที่ยุติธรรม", "Justice officer"),
        [Role.ForeignAffairsOfficer] = ("เจ้าหน้าที่การต่างประเทศ", "Foreign-affairs officer"),
        [Role.DcyOfficer] = ("เจ้าหน้าที่ ดย.", "DCY officer"),
        [Role.ScNrmMember] = ("กรรมการ SC NRM", "SC NRM member"),
        [Role.ScNrmSecretary] = ("เลขานุการ SC NRM", "SC NRM secretary"),
        [Role.Trainer] = ("วิทยากร", "Trainer"),
        [Role.AwarenessOfficer] = ("เจ้าหน้าที่รณรงค์", "Awareness officer"),
        [Role.AgencyAdministrator] = ("ผู้ดูแลหน่วยงาน", "Agency administrator"),
        [Role.Auditor] = ("ผู้ตรวจสอบ", "Auditor"),
        [Role.SystemAdministrator] = ("ผู้ดูแลระบบ", "System administrator"),
    };

    private static readonly Dictionary<AgencyType, (string Th, string En)> Agencies = new()
    {
        [AgencyType.Datip] = ("กองต่อต้านการค้ามนุษย์", "Division of Anti-Trafficking in Persons"),
        [AgencyType.ProvincialMsdhs] = ("สำนักงาน พมจ.", "Provincial MSDHS office"),
        [AgencyType.MsdhsShelter] = ("สถานคุ้มครอง พม.", "MSDHS shelter"),
        [AgencyType.PoliceShelter] = ("สถานที่พักพิงตำรวจ", "Police shelter"),
        [AgencyType.NgoShelter] = ("สถานคุ้มครองเอกชน", "NGO shelter"),
        [AgencyType.Immigration] = ("ตรวจคนเข้าเมือง", "Immigration Bureau"),
        [AgencyType.Police] = ("ตำรวจ", "Royal Thai Police"),
        [AgencyType.Labour] = ("แรงงาน", "Labour"),
        [AgencyType.Prosecution] = ("อัยการ", "Office of the Attorney General"),
        [AgencyType.Justice] = ("ยุติธรรม", "Justice"),
        [AgencyType.ForeignAffairs] = ("การต่างประเทศ", "Foreign Affairs"),
        [AgencyType.Dcy] = ("กรมกิจการเด็กและเยาวชน", "Department of Children and Youth"),
        [AgencyType.Hotline1300] = ("สายด่วน 1300", "1300 hotline"),
        [AgencyType.Ngo] = ("องค์กรพัฒนาเอกชน", "Non-governmental organisation"),
        [AgencyType.ScNrm] = ("SC NRM", "SC NRM"),
        [AgencyType.Oversight] = ("หน่วยตรวจสอบ", "Oversight"),
    };

    public static (string Th, string En) Of(Role role) => Roles[role];

    public static (string Th, string En) Of(AgencyType agency) => Agencies[agency];
}
