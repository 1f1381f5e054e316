namespace NrmPortal.Domain.Identification;

/// <summary>What is a setting about a panel of the MDT, because no public source fixes it.</summary>
/// <param name="Opinions">Opinions that make a quorum; members with a conflict of interest do not count.</param>
/// <param name="Agencies">Different agencies these opinions must come from.</param>
/// <param name="OpinionsHidden">Until the decision an opinion shows only to the authority and to members whose own is in.</param>
/// <param name="ChildNeedsCompulsion">Whether s.6/1 needs a method of compulsion for a child too; awaits legal confirmation.</param>
/// <param name="AbsentCount">Whether the written opinion of a member who did not come to the meeting counts to the quorum.</param>
/// <param name="ReviewByAnother">Whether a review is decided by another person than those who made a final decision on the case before.</param>
public sealed record MdtRules(int Opinions = 2, int Agencies = 2, bool OpinionsHidden = true, bool ChildNeedsCompulsion = true, bool AbsentCount = false, bool ReviewByAnother = true);
