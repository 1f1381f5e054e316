using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Documents;
using NrmPortal.Testing;
using SkiaSharp;

namespace NrmPortal.Web.Tests;

/// <summary>Documents over HTTP: filed encrypted, read by whoever reads their section, never by anybody else.</summary>
public sealed class DocumentTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private readonly Portal portal = fixture.Portal;

    private async Task<byte[]> BytesAsync(Visitor visitor, string path)
    {
        using var response = await visitor.DownloadAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<string> FileOfAsync(string document, int version = 1)
    {
        var id = (Guid)(await portal.ScalarAsync($"select id from document_versions where document_id = '{document}' and number = {version}"))!;
        return portal.Services.GetRequiredService<DocumentVault>().Files().Single(f => f.Id == id).Path;
    }

    [Fact]
    public async Task APaper_IsFiledEncrypted_AndComesBackWhole_WithARecordOfEachCopy()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        var content = Papers.Pdf(string.Concat(Enumerable.Repeat("secret words ", 20_000)));
        await Papers.AddAsync(caseworker, number, "Health", "X-ray of the hand", content: content);
        Assert.Matches("^/cases/NRM-.*/documents/[0-9a-f-]{36}$", caseworker.Path);
        Assert.Contains("X-ray of the hand", caseworker.Text, StringComparison.Ordinal);
        var (page, id) = (caseworker.Path, caseworker.Path[^36..]);

        using (var response = await caseworker.DownloadAsync(page + "/file"))
        {
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Matches("^DOC-2569-[0-9]{6}-v1.pdf$", response.Content.Headers.ContentDisposition.FileName);
            Assert.Equal(("nosniff", "no-store"), (response.Headers.GetValues("X-Content-Type-Options").Single(), response.Headers.CacheControl!.ToString()));
            Assert.Equal(content, await response.Content.ReadAsByteArrayAsync());
        }

        Assert.Contains("version 1", (await caseworker.GetAsync(page)).Page.QuerySelector("main ul.govuk-list--bullet")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from audit_records where verb = 'read' and subject = '/Documents/Download' and details ->> 'version' = '1' and case_id = (select case_id from documents where id = '{id}')"));
        var stored = await File.ReadAllBytesAsync(await FileOfAsync(id));
        Assert.DoesNotContain("secret words", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.Equal(false, await portal.ScalarAsync($"select position('X-ray'::bytea in title) > 0 from documents where id = '{id}'"));
        Assert.Contains("DOC-2569-", (await caseworker.GetAsync($"/cases/{number}/history")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("documents")]
    [InlineData("Documents")] // routes read no case: the file is read the same way, and spooled nowhere in the open
    public async Task AFile_IsReadByThePortal_HoweverTheAddressIsTyped(string part)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/documents/new");
        await caseworker.UploadAsync($"/cases/{number}/{part}/new", "scan.pdf", new ByteArrayContent(Papers.Pdf()), ("Input.Title", "A paper"), ("Input.Kind", "OtherPaper"), ("Input.Section", "Identity"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from documents d join cases c on c.id = d.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task AMedicalReport_IsFiledUnderHealth_AndNowhereElse()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await caseworker.GetAsync($"/cases/{number}/documents/new");
        await caseworker.UploadAsync($"/cases/{number}/documents/new", "scan.pdf", new ByteArrayContent(Papers.Pdf()), ("Input.Title", "X-ray"), ("Input.Kind", "MedicalReport"), ("Input.Section", "Identity"));
        Assert.Contains("A medical report is filed under health", caseworker.Page.QuerySelector("#Input_Section-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from documents d join cases c on c.id = d.case_id where c.nrm_number = '{number}'"));
        await Papers.AddAsync(caseworker, number, "Health", "X-ray");
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.ScalarAsync($"update documents set section = 'Identity' where id = '{caseworker.Path[^36..]}'"));
        Assert.Equal("ck_documents_of_health", refused.ConstraintName);
    }

    // What the portal writes from the account begins with the name: a share of the account alone does not open it.
    [Theory]
    [InlineData("Account", false)]
    [InlineData("Account,Identity", true)]
    public async Task AnIssuedPaperThatNamesThePerson_IsReadWithTheRightsToWhoTheyAre(string shared, bool reads)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var ngo = NrmPortal.Data.Seed.ReferenceData.IdOf("unit", "NGO-63");
        await portal.ScalarAsync($"""
            with file as (select * from cases where nrm_number = '{number}'),
                seen as (insert into case_access select (jsonb_populate_record(null::case_access, to_jsonb(a) || jsonb_build_object('scope', '{ngo}', 'via', 'share'))).* from case_access a join file on file.id = a.case_id limit 1),
                opened as (insert into case_section_access (case_id, scope, section) select id, '{ngo}', s from file, unnest(string_to_array('{shared}', ',')) s)
            insert into documents (id, case_id, number, section, kind, title, language, verify_code, version_count, holds_health, by_user_id, by_unit_id, at)
                select gen_random_uuid(), id, 'DOC-2569-9' || substr(md5('{shared}'), 1, 5), 'Account', 'ScreeningReport', ''::bytea, 'th', md5('{shared}'), 1, false, opened_by_user_id, opened_by_unit_id, opened_at from file
            """);
        Assert.Equal(reads ? 1L : 0L, await portal.AsAsync("ngo", "NgoCaseworker", $"select count(*) from documents d where d.number like 'DOC-2569-9%' and d.case_id in (select id from cases where nrm_number = '{number}')"));
        Assert.Equal(1L, await portal.AsAsync("officer.immigration", "FrontlineOfficer", $"select count(*) from documents d where d.number like 'DOC-2569-9%' and d.case_id in (select id from cases where nrm_number = '{number}')"));
    }

    [Fact]
    public async Task WhoDoesNotReadTheSection_KnowsNothingOfTheDocument()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Health", "A blood test");
        var page = caseworker.Path;
        Assert.DoesNotContain("A blood test", (await officer.GetAsync($"/cases/{number}/documents")).Html, StringComparison.Ordinal);
        foreach (var path in new[] { page, page + "/file", page + "/withdraw", page + "/version" }) Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(path)).Status);
        // It cannot file one where it does not read, and the form does not offer it.
        await Papers.AddAsync(officer, number, "Health", "Mine");
        Assert.Equal(HttpStatusCode.Conflict, officer.Status);
        Assert.Null(officer.Page.QuerySelector("#Input_Section option[value=Health]"));
        await Papers.AddAsync(officer, number, "Identity", "A passport");
        Assert.Contains("A passport", (await caseworker.GetAsync($"/cases/{number}/documents")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VersionsStay_AndAWithdrawnDocumentSaysWhy()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Legal", content: Papers.Pdf("one"));
        var page = caseworker.Path;
        await caseworker.GetAsync(page + "/version");
        await caseworker.UploadAsync(page + "/version", "two.pdf", new ByteArrayContent(Papers.Pdf("two")));
        Assert.Equal(page, caseworker.Path);
        Assert.Equal((Papers.Pdf("one"), Papers.Pdf("two")), (await BytesAsync(caseworker, page + "/file?version=1"), await BytesAsync(caseworker, page + "/file")), new Same());
        await caseworker.GetAsync(page + "/withdraw");
        await caseworker.PostAsync(page + "/withdraw");
        Assert.NotNull(caseworker.Page.QuerySelector("#Reason-error"));
        await caseworker.PostAsync(page + "/withdraw", ("Reason", "It is of another person"));
        Assert.Contains("It is of another person", caseworker.Text, StringComparison.Ordinal);
        Assert.Equal(Papers.Pdf("one"), await BytesAsync(caseworker, page + "/file?version=1"));
        await caseworker.GetAsync(page + "/withdraw");
        Assert.Equal(HttpStatusCode.Conflict, (await caseworker.PostAsync(page + "/withdraw", ("Reason", "Again"))).Status);
    }

    [Theory]
    [InlineData("scan.pdf", "MZ is a program", "Only PDF")]
    [InlineData("scan.jpg", "%PDF-1.7 x", "which is pdf")]
    [InlineData("scan.pdf", "", "empty")]
    public async Task WhatIsNoDocument_IsRefusedInWords_AndLeavesNothing(string name, string content, string said)
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Legal", "Kept as typed", name, Encoding.ASCII.GetBytes(content));
        Assert.Contains(said, caseworker.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept as typed", caseworker.Page.QuerySelector("#Input_Title")!.GetAttribute("value"));
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from documents d join cases c on c.id = d.case_id where c.nrm_number = '{number}'"));
    }

    [Fact]
    public async Task OfficeDocuments_AreToldByWhatTheyHold()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        foreach (var (name, entries, taken) in new (string, string[], bool)[]
        {
            ("a.docx", ["[Content_Types].xml", "word/document.xml"], true), ("a.xlsx", ["[Content_Types].xml", "xl/workbook.xml"], true),
            ("a.odt", ["mimetype", "content.xml"], true), ("a.docx", ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"], false), ("a.docx", ["a.exe"], false),
        })
        {
            await Papers.AddAsync(caseworker, number, "Legal", name: name, content: Papers.Archive(entries));
            Assert.True(taken == (caseworker.Page.QuerySelector("#File-error") is null), $"{name}: {string.Join(", ", entries)}");
        }
    }

    [Fact]
    public async Task APhotograph_HasASmallPicture_WithoutWhatTheCameraWrote_ForWhoeverReadsIt()
    {
        var officer = await portal.VisitAsync("officer.immigration");
        var number = await Story.ScreenAsync(officer);
        var caseworker = await portal.VisitAsync("caseworker");
        await Papers.AddAsync(caseworker, number, "Health", "A scar", "scar.jpg", Papers.Photograph(1600, 800));
        var page = caseworker.Path;
        var address = caseworker.Page.QuerySelector("img.nrm-thumbnail")!.GetAttribute("src")!;
        using (var picture = SKBitmap.Decode(await BytesAsync(caseworker, address))) Assert.Equal((320, 160), (picture.Width, picture.Height));
        // It is no copy, and it is recorded.
        Assert.Equal(0L, await portal.ScalarAsync($"select count(*) from document_copies where document_id = '{page[^36..]}'"));
        Assert.Equal(1L, await portal.ScalarAsync($"select count(*) from audit_records where subject = '/Documents/Thumbnail' and details ->> 'version' = '1' and case_id = (select case_id from documents where id = '{page[^36..]}')"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(address)).Status);

        // Neither a damaged picture nor one that says it is immense is drawn; the page stands.
        foreach (var content in new[] { Papers.Photograph(1600, 800)[..200], Papers.Immense() })
        {
            await Papers.AddAsync(caseworker, number, "Health", "Another", content[0] == 0x89 ? "b.png" : "b.jpg", content);
            using var response = await caseworker.DownloadAsync(caseworker.Path + "/thumbnail");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    // Nothing is drawn of these: what the file is stands in the picture's place.
    [Fact]
    public async Task AFileWithoutASmallPicture_SaysWhatItIs()
    {
        var caseworker = await portal.VisitAsync("caseworker", "th");
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8];
        foreach (var (name, content, said) in new[] { ("a.pdf", Papers.Pdf(), "เอกสาร PDF"), ("b.heic", heic, "ภาพถ่าย (HEIC) เปิดไฟล์เพื่อดู") })
        {
            await Papers.AddAsync(caseworker, number, "Health", name, name, content);
            Assert.Equal(said, caseworker.Page.QuerySelector(".nrm-thumbnail--none")!.TextContent.Trim());
            Assert.Null(caseworker.Page.QuerySelector("img.nrm-thumbnail"));
        }

        await caseworker.GetAsync($"/cases/{number}/documents");
        Assert.Equal(["ภาพถ่าย (HEIC) เปิดไฟล์เพื่อดู", "เอกสาร PDF"], caseworker.Page.QuerySelectorAll(".nrm-thumbnail--none.nrm-thumbnail--small").Select(t => t.TextContent.Trim()));
        Assert.All(caseworker.Page.QuerySelectorAll(".nrm-thumbnail--none svg"), s => Assert.Equal("true", s.GetAttribute("aria-hidden")));
    }

    /// <summary>What is altered, cut or lies under another's name does not open: no byte of it is taken for the document.</summary>
    [Fact]
    public async Task AnAlteredFile_DoesNotOpen()
    {
        var number = await Story.ScreenAsync(await portal.VisitAsync("officer.immigration"));
        var caseworker = await portal.VisitAsync("caseworker");
        var paths = new List<(string Page, string File)>();
        foreach (var size in new[] { 3 * 64 * 1024, 3 * 64 * 1024 })
        {
            await Papers.AddAsync(caseworker, number, "Legal", content: Papers.Pdf(new string('x', size)));
            paths.Add((caseworker.Path, await FileOfAsync(caseworker.Path[^36..])));
        }

        var ((page, file), whole, other) = (paths[0], await File.ReadAllBytesAsync(paths[0].File), await File.ReadAllBytesAsync(paths[1].File));
        const int Chunk = 64 * 1024 + 16;
        foreach (var bad in new[] { other, whole[..(8 + 2 * Chunk)], [.. whole[..8], .. whole[(8 + Chunk)..(8 + 2 * Chunk)], .. whole[8..(8 + Chunk)], .. whole[(8 + 2 * Chunk)..]] })
        {
            await File.WriteAllBytesAsync(file, bad);
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                using var response = await caseworker.DownloadAsync(page + "/file");
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
            });
        }
    }

    private sealed class Same : IEqualityComparer<(byte[], byte[])>
    {
        public bool Equals((byte[], byte[]) x, (byte[], byte[]) y) => x.Item1.SequenceEqual(y.Item1) && x.Item2.SequenceEqual(y.Item2);
        public int GetHashCode((byte[], byte[]) obj) => 0;
    }
}
