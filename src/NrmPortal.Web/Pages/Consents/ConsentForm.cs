using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Consents;

/// <summary>What the form of an answer holds. Shape alone: who may answer for whom is the domain's rule.</summary>
public sealed class ConsentForm
{
    public static readonly string[] Reaches = ["any", "agency", "unit", "outside"];

    /// <summary>What the form offers to share.</summary>
    public static IReadOnlyList<Section> Shareable => SectionGrants.Shareable;

    public ConsentPurpose? Purpose { get; set; }
    public List<Section> Sections { get; set; } = [];
    public string? Reach { get; set; }
    public AgencyType? Agency { get; set; }
    public Guid? UnitId { get; set; }
    public OutsideRecipient? Outside { get; set; }
    public List<string> Points { get; set; } = [];
    public string? Language { get; set; }
    public InterpreterUse? Interpreter { get; set; }
    public ConsentOutcome? Outcome { get; set; }
    public ConsentGiver? GivenBy { get; set; }

    /// <summary>A guardian named on the case; or in the next three fields whoever it is.</summary>
    public Guid? GuardianId { get; set; }
    public string? GiverName { get; set; }
    public GuardianRelation? GiverRelation { get; set; }
    public SuspectCheck? GiverCheck { get; set; }

    /// <summary>Of an adult's representative: on what their power rests, and the paper that shows it.</summary>
    public MandateKind? Mandate { get; set; }
    public string? MandateDocument { get; set; }
    public ChildsView? ChildsView { get; set; }
    public ConsentManner? How { get; set; }
    public string? Witness { get; set; }
    public WitnessRole? WitnessRole { get; set; }
    public string? Until { get; set; }

    public static IEnumerable<SelectListItem> Languages => ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!
        .Select(o => new SelectListItem(Localisation.Languages.Pick(o.Th, o.En), o.Value)).Prepend(new SelectListItem("–", ""));

    // Methods, not properties: the framework reads every property of a form it binds, also of an empty one.
    public ConsentTerms AsTerms() => new(Purpose!.Value, [.. Sections.Intersect(Shareable)], To, ThaiDates.Parse(Until));

    public Explanation AsExplanation() => new([.. Points.Distinct(StringComparer.Ordinal)], Language!, Interpreter!.Value);

    /// <param name="known">The guardians named on the case, as far as the reader may see them.</param>
    /// <param name="recorder">The names of whoever fills it in.</param>
    public Answer AsAnswer(IReadOnlyCollection<Guardian> known, IReadOnlyCollection<string> recorder) =>
        new(Outcome == ConsentOutcome.Given ? How : null, GivenBy!.Value, ChildsView, Domain.Cases.Witness.Of(Witness, WitnessRole))
        {
            StandsIn = WhoStandsIn(known),
            Known = known,
            Recorder = recorder,
            Mandate = GivenBy == ConsentGiver.Representative ? Domain.Cases.Mandate.Of(Mandate, MandateDocument) : null,
        };

    /// <summary>The field of this form beside which a refusal stands.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "consent.suspectParent" or "consent.notChecked" => "Input.GiverCheck",
        "guardian.mayNotAct" => "Input.GuardianId",
        "consent.standsIn" or "consent.official" or "consent.officialRecords" or "consent.giverRecords" or "consent.mayNotConsent" => "Input.GiverName",
        "consent.childGiver" or "consent.adultDecides" => "Input.GivenBy",
        "consent.childsView" or "consent.childDisagrees" => "Input.ChildsView",
        "consent.mandate" => "Input.Mandate",
        "consent.mandateProof" => "Input.MandateDocument",
        "consent.interpreter" => "Input.Interpreter",
        "consent.witness" => "Input.Witness",
        "consent.expiry" => "Input.Until",
        _ => "",
    };

    // One named on the case is what the case knows of them, whatever else the form says.
    private StandsIn? WhoStandsIn(IReadOnlyCollection<Guardian> known)
    {
        // An official speaks for the State; the name and the office say which one.
        if (GivenBy == ConsentGiver.CompetentOfficial) return StandsIn.Of(GiverName, GuardianRelation.StateRepresentative, GiverCheck ?? SuspectCheck.Cleared);
        if (GivenBy is not (ConsentGiver.Guardian or ConsentGiver.Representative)) return null;
        if (GuardianId is null) return StandsIn.Of(GiverName, GiverRelation, GiverCheck);
        return StandsIn.As(known.FirstOrDefault(g => g.Id == GuardianId) ?? throw new RefusedException("guardian.mayNotAct"));
    }

    private Recipient To => Reach switch
    {
        "agency" => new(null, Agency, null),
        "unit" => new(UnitId, null, null),
        "outside" => new(null, null, Outside),
        _ => Recipient.AnyThatHelps,
    };

    private bool Shares => Outcome == ConsentOutcome.Given && Purpose is ConsentPurpose.Referral or ConsentPurpose.Disclosure;

    internal sealed class Validator : AbstractValidator<ConsentForm>
    {
        public Validator(IStringLocalizer<Common> shared, IStringLocalizer<ConsentPages> texts)
        {
            string Needed(string key) => shared["Required.Of", texts[key].Value];
            RuleFor(d => d.Purpose).Chosen().WithMessage(Needed("Purpose"));
            RuleFor(d => d.Outcome).Chosen().WithMessage(Needed("Outcome"));
            RuleFor(d => d.Sections).NotEmpty().When(d => d.Shares).WithMessage(texts["Sections.Missing"]);
            RuleFor(d => d.Reach).Must(r => Reaches.Contains(r, StringComparer.Ordinal)).When(d => d.Shares).WithMessage(Needed("Reach"));
            RuleFor(d => d.Agency).Chosen().When(d => d.Reach == "agency").WithMessage(Needed("Agency"));
            RuleFor(d => d.UnitId).NotNull().When(d => d.Reach == "unit").WithMessage(Needed("Unit"));
            RuleFor(d => d.Outside).Chosen().When(d => d.Reach == "outside").WithMessage(Needed("Outside"));
            RuleFor(d => d.Language).Must(code => !string.IsNullOrEmpty(code) && ScreeningDefinition.Current.Fields.First(f => f.Id == "language").Options!.Any(o => o.Value == code)).WithMessage(Needed("Language"));
            RuleFor(d => d.Interpreter).Chosen().WithMessage(Needed("Interpreter"));
            RuleFor(d => d.GivenBy).Chosen().WithMessage(Needed("GivenBy"));
            RuleFor(d => d.ChildsView).IsInEnum().WithMessage(Needed("ChildsView"));
            RuleFor(d => d.How).Chosen().When(d => d.Outcome == ConsentOutcome.Given).WithMessage(Needed("How"));
            RuleFor(d => d.Points).Must(p => ConsentNotice.Points.All(x => p.Contains(x.Code, StringComparer.Ordinal)))
                .When(d => d.Outcome == ConsentOutcome.Given && d.Purpose != ConsentPurpose.Screening).WithMessage(texts["Points.Missing"]);
            RuleFor(d => d.GiverName).MaximumLength(200).WithMessage(Needed("GiverName"));
            bool SpeaksFor(ConsentForm d) => !string.IsNullOrWhiteSpace(d.GiverName) && d.GivenBy != ConsentGiver.CompetentOfficial;
            RuleFor(d => d.GiverRelation).Chosen().When(SpeaksFor).WithMessage(Needed("GiverRelation"));
            RuleFor(d => d.GiverCheck).Chosen().When(SpeaksFor).WithMessage(Needed("GiverCheck"));
            RuleFor(d => d.Mandate).IsInEnum().WithMessage(Needed("Mandate"));
            RuleFor(d => d.MandateDocument).MaximumLength(200).WithMessage(Needed("MandateDocument"));
            RuleFor(d => d.WitnessRole).Chosen().When(d => !string.IsNullOrWhiteSpace(d.Witness)).WithMessage(Needed("WitnessRole"));
            RuleFor(d => d.Witness).MaximumLength(200).WithMessage(Needed("Witness"));
            RuleFor(d => d.Until).Must(u => string.IsNullOrWhiteSpace(u) || ThaiDates.Parse(u) is not null).WithMessage(texts["Until.Wrong"]);
        }
    }
}
