using NrmPortal.Domain.Documents;

namespace NrmPortal.Data.Documents;

/// <summary>The folder of encrypted documents, shared by all nodes. A file is named by its id alone; while it is taken in it carries an ending more.</summary>
public sealed class DocumentVault(string folder)
{
    private const string Unfinished = ".part";

    /// <summary>A file that is being taken in.</summary>
    public SealedFileWriter Begin(Guid id)
    {
        var path = PathOf(id) + Unfinished;
        var parent = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(parent);
        else Directory.CreateDirectory(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SealedFileWriter(path, id);
    }

    /// <summary>From here on it is a document's file; its row is written in the same request.</summary>
    public void Keep(Guid id) => File.Move(PathOf(id) + Unfinished, PathOf(id));

    /// <summary>What was not kept.</summary>
    public void Drop(Guid id) => File.Delete(PathOf(id) + Unfinished);

    /// <exception cref="FileNotFoundException">The row has no file: the folder is not the one it was written to.</exception>
    public Stream Open(DocumentVersion version) => new SealedFileReader(PathOf(version.Id), version.Id, Convert.FromBase64String(version.Key!.Open()));

    /// <summary>Every file with the time of its last change; those that are being taken in are told apart.</summary>
    public IEnumerable<(string Path, Guid? Id, DateTime WrittenAt)> Files() =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => (p, Guid.TryParseExact(Path.GetFileName(p), "N", out var id) ? id : (Guid?)null, File.GetLastWriteTimeUtc(p)))
            : [];

    // The end of an id is random, its beginning is the time: folders fill evenly.
    private string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(folder, name[^2..], name);
    }
}
