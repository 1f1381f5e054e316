namespace NrmPortal.Domain.Justice;

/// <summary>The entry in whose place another one stands, and why. The earlier one stays to be read, struck out, and counts no longer.</summary>
public sealed record LegalCorrection(Guid Of, SealedText? Why);
