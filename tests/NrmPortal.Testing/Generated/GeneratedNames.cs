namespace NrmPortal.Testing;

/// <summary>Fictional names: some 250 given names, which many share; many family names; a full name is borne by a handful.</summary>
public static class GeneratedNames
{
    private static readonly string[] Given =
    [
        "Aung", "Sokha", "Somchai", "Mali", "Thida", "Khamla", "Nok", "Min", "Dara", "Lek", "Htet", "Zaw", "Su", "Noy", "Bopha", "Vanna",
        "สมหญิง", "มานี", "บุญมี", "ทองดี", "แสงดาว", "จันทร์เพ็ญ", "คำหล้า", "นก", "อ้อย",
    ];

    private static readonly string[] Endings = ["", "na", "lin", "ko", "ree", "win", "sa", "pat", "mon", "tee"];
    private static readonly string[] Beginnings = ["Tha", "Myo", "Kya", "Sen", "Phet", "Rat", "Van", "Chan", "Lin", "Som", "Kham", "Nai", "Bun", "Ye", "Wai"];
    private static readonly string[] Middles = ["ra", "ni", "so", "mo", "la", "de", "ti", "wa", "ko", "yu", "pha", "cha"];
    private static readonly string[] Ends = ["wong", "min", "thun", "dy", "sai", "porn", "mya", "nak", "lay", "chit", "kul", "win"];

    internal static string Throw(ref Dice dice) =>
        $"{Given[dice.Next(Given.Length)]}{Endings[dice.Next(Endings.Length)]} {Beginnings[dice.Next(Beginnings.Length)]}{Middles[dice.Next(Middles.Length)]}{Ends[dice.Next(Ends.Length)]}";

    /// <summary>A name nobody bears, made of one that very many bear and one that none does: the dearest search.</summary>
    public static string Nobody(int n) => $"{Given[n % Given.Length]} Nosuchfamily{n}";
}
