namespace NrmPortal.Domain.Cases;

/// <summary>Why a notification ends without a screening. A closed set: whoever sees the case reads it in the history.</summary>
public enum NotificationEnd
{
    /// <summary>Nobody was found, or nobody who can be met.</summary>
    PersonNotFound,

    /// <summary>There is another case of the same person.</summary>
    RecordedTwice,

    /// <summary>What was reported is no matter of this mechanism, and nobody else was asked.</summary>
    OtherMatter,

    /// <summary>Handed on to those whose matter it is.</summary>
    HandedOn,
}
