using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Documents;
using NrmPortal.Testing;

namespace NrmPortal.Web.Tests;

/// <summary>Tests that count what the whole process allocates: none runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The largest document there may be passes through the portal without ever standing in its memory.</summary>
[Collection(nameof(Alone))]
public sealed class LargeDocumentTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task AHundredMegabytes_ComeInAndGoOut_WithoutBeingHeld()
    {
        await using var portal = await Portal.StartAsync("--Documents:MaxMegabytes=100");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Legal");
        await caseworker.GetAsync($"/cases/{number}/documents/new");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await caseworker.UploadAsync($"/cases/{number}/documents/new", "long.pdf", new Long(99L * Megabyte),
            ("Input.Title", "A long one"), ("Input.Kind", "CourtPaper"), ("Input.Section", "Legal"));
        Assert.Matches("/documents/[0-9a-f-]{36}$", caseworker.Path);
        var (page, up) = (caseworker.Path, GC.GetTotalAllocatedBytes(precise: true) - before);

        before = GC.GetTotalAllocatedBytes(precise: true);
        using var response = await caseworker.DownloadAsync(page + "/file");
        Assert.Equal(99L * Megabyte, response.Content.Headers.ContentLength);
        var hash = await SHA256.HashDataAsync(await response.Content.ReadAsStreamAsync());
        var down = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(await Long.HashAsync(99L * Megabyte), hash);
        // Of client and server together: everything that was ever allocated, not only what stood at once.
        Assert.True(up < 40 * Megabyte && down < 40 * Megabyte, $"{up / Megabyte} MB up, {down / Megabyte} MB down");
    }

    [Fact]
    public async Task WhatIsLargerThanTheSetting_IsRefusedInWords_AndLeavesNoFile()
    {
        await using var portal = await Portal.StartAsync("--Documents:MaxMegabytes=1", $"--Portal:DocumentsFolder={Directory.CreateTempSubdirectory("nrm-small-").FullName}");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        var vault = portal.Services.GetRequiredService<DocumentVault>();
        var before = vault.Files().Count();
        await Papers.AddAsync(caseworker, number, "Legal", content: Papers.Pdf(new string('x', Megabyte + 1)));
        Assert.Contains("1 MB", caseworker.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, vault.Files().Count());
    }

    /// <summary>A file that no row knows goes after a day; a row whose file is gone is told.</summary>
    [Fact]
    public async Task FolderAndRows_AreCompared()
    {
        await using var own = await Portal.StartAsync($"--Portal:DocumentsFolder={Directory.CreateTempSubdirectory("nrm-orphans-").FullName}");
        var vault = own.Services.GetRequiredService<DocumentVault>();
        var number = await Story.ScreenAsync(await own.VisitAsync("officer.immigration"));
        var caseworker = await own.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Legal");
        var kept = vault.Files().Single();
        foreach (var finished in new[] { true, false })
        {
            var id = Guid.CreateVersion7();
            await using (var file = vault.Begin(id)) await file.FinishAsync();
            if (finished) vault.Keep(id);
        }

        var watch = new FolderWatch((await TestCluster.Server).WorkerConnection(own.Database), vault);
        Assert.Equal((0, 0), await CountAsync(watch, DateTime.UtcNow));
        Assert.Equal((2, 0), await CountAsync(watch, DateTime.UtcNow.AddDays(2)));
        Assert.Equal(kept.Path, vault.Files().Single().Path);
        File.Delete(kept.Path);
        Assert.Equal((0, 1), await CountAsync(watch, DateTime.UtcNow.AddDays(2)));
    }

    private static async Task<(int Removed, int Missing)> CountAsync(FolderWatch watch, DateTime now)
    {
        var (removed, missing) = await watch.CompareAsync(now);
        return (removed, missing.Count);
    }

    /// <summary>A PDF by its first bytes, of any length, made while it is sent.</summary>
    private sealed class Long(long length) : HttpContent
    {
        private static readonly byte[] Piece = Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('x', 64 * 1024 - 9));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var left = length; left > 0; left -= Piece.Length) await stream.WriteAsync(Piece.AsMemory(0, (int)Math.Min(left, Piece.Length)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }

        public static async Task<byte[]> HashAsync(long length)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var left = length; left > 0; left -= Piece.Length) hash.AppendData(Piece.AsSpan(0, (int)Math.Min(left, Piece.Length)));
            await Task.CompletedTask;
            return hash.GetHashAndReset();
        }
    }
}
