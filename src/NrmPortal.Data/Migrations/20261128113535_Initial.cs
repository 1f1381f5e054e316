using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace NrmPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cover_membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    chain = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at_micros = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verb = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    details = table.Column<string>(type: "jsonb", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock_rungs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    told = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_rungs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock_settings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    legal_basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true),
                    plain_words = table.Column<byte[]>(type: "bytea", nullable: true),
                    in_writing = table.Column<byte[]>(type: "bytea", nullable: true),
                    dissents = table.Column<int>(type: "integer", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "declined_stubs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_number = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declined_stubs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    told = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    heard = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fund_rates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    benefit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    per = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "holidays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    name_th = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confidence = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holidays", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "name_tokens",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<int>(type: "integer", nullable: false),
                    token = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_name_tokens", x => new { x.token, x.case_id, x.key_id });
                });

            migrationBuilder.CreateTable(
                name: "notice_preferences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    digest_hour = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_preferences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ask = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    words = table.Column<byte[]>(type: "bytea", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provinces",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    name_th = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provinces", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "shift_handovers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_handovers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sittings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    minutes = table.Column<byte[]>(type: "bytea", nullable: true),
                    minutes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    convened_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    convened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attendance_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sittings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_th = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decision_letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    words_language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    is_draft = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    issued_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_decision_letters_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "decision_tellings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    review_explained = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_tellings", x => x.id);
                    table.ForeignKey(
                        name: "fk_decision_tellings_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dissent_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opinion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opinion_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dissent_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_dissent_answers_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "review_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asker = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grounds = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_review_requests_decisions_decision_id",
                        column: x => x.decision_id,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "districts",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, computedColumnSql: "left(code, 2)", stored: true),
                    name_th = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_districts", x => x.code);
                    table.CheckConstraint("ck_districts_code", "code ~ '^[0-9]{4}$'");
                    table.ForeignKey(
                        name: "fk_districts_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code");
                });

            migrationBuilder.CreateTable(
                name: "province_neighbours",
                columns: table => new
                {
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    neighbour = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_province_neighbours", x => new { x.province, x.neighbour });
                    table.CheckConstraint("ck_province_neighbours_once", "province < neighbour");
                    table.ForeignKey(
                        name: "fk_province_neighbours_provinces_neighbour",
                        column: x => x.neighbour,
                        principalTable: "provinces",
                        principalColumn: "code");
                    table.ForeignKey(
                        name: "fk_province_neighbours_provinces_province",
                        column: x => x.province,
                        principalTable: "provinces",
                        principalColumn: "code");
                });

            migrationBuilder.CreateTable(
                name: "sitting_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sitting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cancels = table.Column<bool>(type: "boolean", nullable: false),
                    was_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    was_place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    was_link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sitting_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_sitting_changes_sittings_sitting_id",
                        column: x => x.sitting_id,
                        principalTable: "sittings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subdistricts",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    district_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, computedColumnSql: "left(code, 4)", stored: true),
                    name_th = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    postcode = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subdistricts", x => x.code);
                    table.CheckConstraint("ck_subdistricts_code", "code ~ '^[0-9]{6}$' and postcode ~ '^[0-9]{5}$'");
                    table.ForeignKey(
                        name: "fk_subdistricts_districts_district_code",
                        column: x => x.district_code,
                        principalTable: "districts",
                        principalColumn: "code");
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", nullable: false),
                    district_code = table.Column<string>(type: "character varying(4)", nullable: true),
                    name_th = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_units_districts_district_code",
                        column: x => x.district_code,
                        principalTable: "districts",
                        principalColumn: "code");
                    table.ForeignKey(
                        name: "fk_units_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    age_recorded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    protection_asked_of = table.Column<List<Guid>>(type: "uuid[]", nullable: false, defaultValueSql: "'{}'"),
                    best_interests_on = table.Column<DateOnly>(type: "date", nullable: true),
                    determined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    determined_outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    determined_until = table.Column<DateOnly>(type: "date", nullable: true),
                    reflection_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paused_clocks = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, defaultValue: ""),
                    clock_change_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    first_contact_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    nrm_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stage_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    flow_version = table.Column<string>(type: "text", nullable: false),
                    owner_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_office_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    case_manager_id = table.Column<Guid>(type: "uuid", nullable: true),
                    age_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_clock = table.Column<string>(type: "text", nullable: true),
                    due_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    protected_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    screening_negative = table.Column<bool>(type: "boolean", nullable: false),
                    event_count = table.Column<int>(type: "integer", nullable: false),
                    custody_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    custody_clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    custody_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    held_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    identified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    identified_outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decided_by = table.Column<List<Guid>>(type: "uuid[]", nullable: false, defaultValueSql: "'{}'"),
                    police_case_on = table.Column<DateOnly>(type: "date", nullable: true),
                    services_from = table.Column<DateOnly>(type: "date", nullable: true),
                    sheltered_from = table.Column<DateOnly>(type: "date", nullable: true),
                    non_punishment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    compensation_told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    referral_count = table.Column<int>(type: "integer", nullable: false),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    visits_since_return = table.Column<int>(type: "integer", nullable: false),
                    screened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    presumed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    services_said_from = table.Column<DateOnly>(type: "date", nullable: true),
                    uncovered_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dcy_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    guardian_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_units_owner_unit_id",
                        column: x => x.owner_unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_units_province_office_id",
                        column: x => x.province_office_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "directory_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    services = table.Column<string[]>(type: "text[]", nullable: false),
                    accepts = table.Column<string[]>(type: "text[]", nullable: false),
                    languages = table.Column<string>(type: "text", nullable: false),
                    hours_th = table.Column<string>(type: "text", nullable: false),
                    hours_en = table.Column<string>(type: "text", nullable: false),
                    focal_points = table.Column<string>(type: "jsonb", nullable: false),
                    assured_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    assured_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_by_unit_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_directory_entries_units_id",
                        column: x => x.id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => x.id);
                    table.ForeignKey(
                        name: "fk_memberships_provinces_province_code",
                        column: x => x.province_code,
                        principalTable: "provinces",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memberships_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memberships_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shelters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_men = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_women = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_boys = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_girls = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_families = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_thai = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    accepts_foreign = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    accepts_disability = table.Column<bool>(type: "boolean", nullable: false),
                    accepts_high_risk = table.Column<bool>(type: "boolean", nullable: false),
                    languages = table.Column<string>(type: "text", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    occupied = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    held = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    out_of_use = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelters", x => x.id);
                    table.CheckConstraint("ck_shelters_never_oversold", "occupied >= 0 and held >= 0 and out_of_use >= 0 and occupied + held + out_of_use <= places");
                    table.ForeignKey(
                        name: "fk_shelters_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "age_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    methods = table.Column<string[]>(type: "text[]", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    estimated_months = table.Column<int>(type: "integer", nullable: true),
                    margin_months = table.Column<int>(type: "integer", nullable: true),
                    born_on = table.Column<byte[]>(type: "bytea", nullable: true),
                    agreed_to_medical = table.Column<bool>(type: "boolean", nullable: false),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_age_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_age_assessments_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "arrival_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    country = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    post = table.Column<byte[]>(type: "bytea", nullable: true),
                    arrives_on = table.Column<DateOnly>(type: "date", nullable: false),
                    airport = table.Column<byte[]>(type: "bytea", nullable: true),
                    person = table.Column<byte[]>(type: "bytea", nullable: true),
                    needs_escort = table.Column<bool>(type: "boolean", nullable: false),
                    needs = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_arrival_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_arrival_notices_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "best_interests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    determines = table.Column<bool>(type: "boolean", nullable: false),
                    factors = table.Column<string[]>(type: "text[]", nullable: false),
                    options = table.Column<byte[]>(type: "bytea", nullable: true),
                    child_views = table.Column<byte[]>(type: "bytea", nullable: true),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_best_interests", x => x.id);
                    table.ForeignKey(
                        name: "fk_best_interests_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "break_glass",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    justified = table.Column<bool>(type: "boolean", nullable: true),
                    finding = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_break_glass", x => x.id);
                    table.ForeignKey(
                        name: "fk_break_glass_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_access",
                columns: table => new
                {
                    scope = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    due_clock = table.Column<string>(type: "text", nullable: true),
                    via = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    office_province = table.Column<string>(type: "text", nullable: true),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_access", x => new { x.scope, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_access_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_conferences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    attendance = table.Column<byte[]>(type: "bytea", nullable: true),
                    part = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    absent_why = table.Column<byte[]>(type: "bytea", nullable: true),
                    decisions = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_conferences", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_conferences_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    flow_version = table.Column<string>(type: "text", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_events_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_links_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_links_cases_other_case_id",
                        column: x => x.other_case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    reply_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_messages_case_messages_reply_to_id",
                        column: x => x.reply_to_id,
                        principalTable: "case_messages",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_case_messages_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_warnings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_warnings", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_warnings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "child_interviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    breaks = table.Column<int>(type: "integer", nullable: false),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    end = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    present = table.Column<byte[]>(type: "bytea", nullable: true),
                    support_person = table.Column<byte[]>(type: "bytea", nullable: true),
                    kept_out = table.Column<byte[]>(type: "bytea", nullable: true),
                    kept_out_was_absent = table.Column<bool>(type: "boolean", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_interviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_child_interviews_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    benefit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_claims_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "clock_extensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    run_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    authority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_extensions", x => x.id);
                    table.ForeignKey(
                        name: "fk_clock_extensions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "clock_pauses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    run_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    paused_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resume_by = table.Column<DateOnly>(type: "date", nullable: false),
                    paused_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resumed_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_pauses", x => x.id);
                    table.ForeignKey(
                        name: "fk_clock_pauses_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "closures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    summary = table.Column<byte[]>(type: "bytea", nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    not_told_why = table.Column<byte[]>(type: "bytea", nullable: true),
                    recontact = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recontact_how = table.Column<byte[]>(type: "bytea", nullable: true),
                    belongings = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    open_items = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    why_open = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answer_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    answered_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closures", x => x.id);
                    table.ForeignKey(
                        name: "fk_closures_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "compensation_tellings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    told_on = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_compensation_tellings", x => x.id);
                    table.ForeignKey(
                        name: "fk_compensation_tellings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_compensation_tellings_compensation_tellings_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "compensation_tellings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "court_dates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    court = table.Column<byte[]>(type: "bytea", nullable: true),
                    person_attends = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    moved_from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_court_dates", x => x.id);
                    table.ForeignKey(
                        name: "fk_court_dates_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_court_dates_court_dates_moved_from_id",
                        column: x => x.moved_from_id,
                        principalTable: "court_dates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dcy_involvements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    officer_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dcy_involvements", x => x.id);
                    table.ForeignKey(
                        name: "fk_dcy_involvements_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    section = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    holds_health = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<byte[]>(type: "bytea", nullable: true),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    verify_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version_count = table.Column<int>(type: "integer", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_documents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "follow_up_visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    danger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    next_by = table.Column<DateOnly>(type: "date", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_up_visits", x => x.id);
                    table.ForeignKey(
                        name: "fk_follow_up_visits_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "guardians",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    appointment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    check = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    clearing_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    clearing_asked_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    clearing_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cleared_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name_tokens = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guardians", x => x.id);
                    table.ForeignKey(
                        name: "fk_guardians_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "health_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_health_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_health_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "health_services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    provider_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    provider_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    began_on = table.Column<DateOnly>(type: "date", nullable: false),
                    refused = table.Column<bool>(type: "boolean", nullable: false),
                    cost = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    outcome_note = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    struck = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_health_services", x => x.id);
                    table.ForeignKey(
                        name: "fk_health_services_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_health_services_health_services_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "health_services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_health_services_units_provider_unit_id",
                        column: x => x.provider_unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_strikes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_strikes", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_strikes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "non_punishments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offences = table.Column<List<string>>(type: "text[]", nullable: false),
                    police_case = table.Column<byte[]>(type: "bytea", nullable: true),
                    inquiry_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    prosecutor_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    flagged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    inquiry_outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    prosecutor_outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    inquiry_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    prosecutor_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    outcome_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_non_punishments", x => x.id);
                    table.ForeignKey(
                        name: "fk_non_punishments_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "panels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sitting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    opinions_hidden = table.Column<bool>(type: "boolean", nullable: false),
                    review_by_another = table.Column<bool>(type: "boolean", nullable: false),
                    convened_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    convened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panels", x => x.id);
                    table.ForeignKey(
                        name: "fk_panels_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_panels_sittings_sitting_id",
                        column: x => x.sitting_id,
                        principalTable: "sittings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_identities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<byte[]>(type: "bytea", nullable: true),
                    aliases = table.Column<byte[]>(type: "bytea", nullable: true),
                    birth_or_age = table.Column<byte[]>(type: "bytea", nullable: true),
                    nationality = table.Column<byte[]>(type: "bytea", nullable: true),
                    contact = table.Column<byte[]>(type: "bytea", nullable: true),
                    identity_document = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_identities", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_identities_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    health_from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agreement = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    agreement_note = table.Column<byte[]>(type: "bytea", nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_plans_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_plans_plans_health_from_id",
                        column: x => x.health_from_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "police_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<byte[]>(type: "bytea", nullable: true),
                    station = table.Column<byte[]>(type: "bytea", nullable: true),
                    inquiry_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prosecutor_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    end_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_police_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_police_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prosecutor_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prosecutor_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_prosecutor_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reopenings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reopenings", x => x.id);
                    table.ForeignKey(
                        name: "fk_reopenings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "return_journeys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    country = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    left_from = table.Column<byte[]>(type: "bytea", nullable: true),
                    receiver = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    received_by = table.Column<byte[]>(type: "bytea", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_where = table.Column<byte[]>(type: "bytea", nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    post = table.Column<byte[]>(type: "bytea", nullable: true),
                    letter = table.Column<byte[]>(type: "bytea", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_journeys", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_journeys_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "return_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    country = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    receiver = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    receiver_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_plans_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "return_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    finding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    who = table.Column<byte[]>(type: "bytea", nullable: true),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true),
                    paper = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_steps_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "risk_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    narrative = table.Column<byte[]>(type: "bytea", nullable: true),
                    measures = table.Column<byte[]>(type: "bytea", nullable: true),
                    reassess_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    levels_community = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    levels_health = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    levels_retrafficking = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    levels_self_harm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    levels_traffickers = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_assessments_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "screening_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answers = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screening_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_screening_records_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "screenings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    definition_hash = table.Column<string>(type: "text", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    second_reasons = table.Column<string>(type: "text", nullable: false),
                    concluded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    written_by = table.Column<List<Guid>>(type: "uuid[]", nullable: false, defaultValueSql: "'{}'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screenings", x => x.id);
                    table.ForeignKey(
                        name: "fk_screenings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    provider_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    provider_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    began_on = table.Column<DateOnly>(type: "date", nullable: false),
                    refused = table.Column<bool>(type: "boolean", nullable: false),
                    cost = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    outcome_note = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    struck = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => x.id);
                    table.ForeignKey(
                        name: "fk_services_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_services_services_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_services_units_provider_unit_id",
                        column: x => x.provider_unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stay_alarms",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stay_alarms", x => new { x.case_id, x.kind, x.since });
                    table.ForeignKey(
                        name: "fk_stay_alarms_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stay_permits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<byte[]>(type: "bytea", nullable: true),
                    granted_by = table.Column<byte[]>(type: "bytea", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    struck = table.Column<bool>(type: "boolean", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stay_permits", x => x.id);
                    table.ForeignKey(
                        name: "fk_stay_permits_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suspects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_known = table.Column<bool>(type: "boolean", nullable: false),
                    relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<byte[]>(type: "bytea", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    name_tokens = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suspects", x => x.id);
                    table.ForeignKey(
                        name: "fk_suspects_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_suspects_suspects_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "suspects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    about = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    given_by_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    clock = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    due_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    handed_over_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_tasks_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "claim_officers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim_officers", x => x.id);
                    table.ForeignKey(
                        name: "fk_claim_officers_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_claim_officers_memberships_membership_id",
                        column: x => x.membership_id,
                        principalTable: "memberships",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "place_pools",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shelter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    occupied = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    held = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    out_of_use = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stated_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place_pools", x => x.id);
                    table.CheckConstraint("ck_place_pools_never_oversold", "occupied >= 0 and held >= 0 and out_of_use >= 0 and occupied + held + out_of_use <= places");
                    table.ForeignKey(
                        name: "fk_place_pools_shelters_shelter_id",
                        column: x => x.shelter_id,
                        principalTable: "shelters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shelter_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<byte[]>(type: "bytea", nullable: true),
                    district_code = table.Column<string>(type: "character varying(4)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelter_addresses", x => x.id);
                    table.ForeignKey(
                        name: "fk_shelter_addresses_districts_district_code",
                        column: x => x.district_code,
                        principalTable: "districts",
                        principalColumn: "code");
                    table.ForeignKey(
                        name: "fk_shelter_addresses_shelters_id",
                        column: x => x.id,
                        principalTable: "shelters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "message_reads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_reads", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_reads_case_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "case_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "warning_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warning_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_warning_notes_case_warnings_id",
                        column: x => x.id,
                        principalTable: "case_warnings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_warning_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_copies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_copies", x => x.id);
                    table.ForeignKey(
                        name: "fk_document_copies_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_document_copies_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_document_versions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_document_versions_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "money_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fact = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    authority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    document = table.Column<byte[]>(type: "bytea", nullable: true),
                    filed_document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    has_reason = table.Column<bool>(type: "boolean", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_money_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_money_entries_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_money_entries_claims_claim_id",
                        column: x => x.claim_id,
                        principalTable: "claims",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_money_entries_documents_filed_document_id",
                        column: x => x.filed_document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_money_entries_money_entries_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "money_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sections = table.Column<string[]>(type: "text[]", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_outside = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    points = table.Column<string[]>(type: "text[]", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    given_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    childs_view = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    giver_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    giver_relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    giver_check = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    guardian_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mandate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    mandate_document = table.Column<byte[]>(type: "bytea", nullable: true),
                    witness = table.Column<byte[]>(type: "bytea", nullable: true),
                    witness_role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    notice_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    notice_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    controller_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_back_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_back_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    taken_back_relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_back_check = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_back_guardian_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_back_mandate = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    taken_back_mandate_document = table.Column<byte[]>(type: "bytea", nullable: true),
                    renewal_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    name_tokens = table.Column<long[]>(type: "bigint[]", nullable: true),
                    taken_back_tokens = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_consents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_consents_guardians_guardian_id",
                        column: x => x.guardian_id,
                        principalTable: "guardians",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_consents_units_controller_unit_id",
                        column: x => x.controller_unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "non_punishment_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    non_punishment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    permission_document = table.Column<byte[]>(type: "bytea", nullable: true),
                    permitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_non_punishment_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_non_punishment_answers_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_non_punishment_answers_non_punishments_non_punishment_id",
                        column: x => x.non_punishment_id,
                        principalTable: "non_punishments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notice_reads",
                columns: table => new
                {
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_reads", x => new { x.notice_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_notice_reads_notices_notice_id",
                        column: x => x.notice_id,
                        principalTable: "notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seat_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    means = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trafficking = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    compulsion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    labour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    forced_labour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    methods = table.Column<List<string>>(type: "text[]", nullable: false),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true),
                    version_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opinions", x => x.id);
                    table.ForeignKey(
                        name: "fk_opinions_panels_panel_id",
                        column: x => x.panel_id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "panel_minutes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_minutes", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_minutes_panels_panel_id",
                        column: x => x.panel_id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "panel_replacements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panel_replacements", x => x.id);
                    table.ForeignKey(
                        name: "fk_panel_replacements_panels_id",
                        column: x => x.id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seats",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    panel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    membership_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decides = table.Column<bool>(type: "boolean", nullable: false),
                    interest = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    spoken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seats", x => x.id);
                    table.ForeignKey(
                        name: "fk_seats_panels_panel_id",
                        column: x => x.panel_id,
                        principalTable: "panels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "plan_goals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    need = table.Column<byte[]>(type: "bytea", nullable: true),
                    goal = table.Column<byte[]>(type: "bytea", nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    action = table.Column<byte[]>(type: "bytea", nullable: true),
                    who = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    who_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_goals", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_goals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_plan_goals_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "legal_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    police_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_steps_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_legal_steps_legal_steps_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "legal_steps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_steps_police_cases_police_case_id",
                        column: x => x.police_case_id,
                        principalTable: "police_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "police_case_moves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    police_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moved_on = table.Column<DateOnly>(type: "date", nullable: false),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    from_inquiry_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_prosecutor_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    inquiry_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prosecutor_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_police_case_moves", x => x.id);
                    table.ForeignKey(
                        name: "fk_police_case_moves_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_police_case_moves_police_cases_police_case_id",
                        column: x => x.police_case_id,
                        principalTable: "police_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_goals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    goal = table.Column<byte[]>(type: "bytea", nullable: true),
                    support = table.Column<byte[]>(type: "bytea", nullable: true),
                    money = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_goals", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_goals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_return_goals_return_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "return_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "charges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    police_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    suspect_id = table.Column<Guid>(type: "uuid", nullable: true),
                    charged_on = table.Column<DateOnly>(type: "date", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charges", x => x.id);
                    table.ForeignKey(
                        name: "fk_charges_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_charges_charges_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_police_cases_police_case_id",
                        column: x => x.police_case_id,
                        principalTable: "police_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_suspects_suspect_id",
                        column: x => x.suspect_id,
                        principalTable: "suspects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shift_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    handover_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    remark = table.Column<byte[]>(type: "bytea", nullable: true),
                    written_by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    acknowledged_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_shift_items_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shift_items_shift_handovers_handover_id",
                        column: x => x.handover_id,
                        principalTable: "shift_handovers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shift_items_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "task_handovers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_membership_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_handovers", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_handovers_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task_words",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_words", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_words_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_task_words_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "place_outages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place_outages", x => x.id);
                    table.CheckConstraint("ck_place_outages_places", "places > 0");
                    table.ForeignKey(
                        name: "fk_place_outages_place_pools_pool_id",
                        column: x => x.pool_id,
                        principalTable: "place_pools",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "placements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shelter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    handover_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placements", x => x.id);
                    table.ForeignKey(
                        name: "fk_placements_place_pools_pool_id",
                        column: x => x.pool_id,
                        principalTable: "place_pools",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_placements_shelters_shelter_id",
                        column: x => x.shelter_id,
                        principalTable: "shelters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    stage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    age_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_office_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moves_office = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    sections = table.Column<string[]>(type: "text[]", nullable: false),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    legal_ground = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ground_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answer_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    answered_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_transfers_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_transfers_consents_consent_id",
                        column: x => x.consent_id,
                        principalTable: "consents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sections = table.Column<string[]>(type: "text[]", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    to_outside = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    recipient_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    legal_ground = table.Column<string>(type: "text", nullable: true),
                    ground_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    return_step_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    told_who = table.Column<byte[]>(type: "bytea", nullable: true),
                    told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    told_answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    told_note = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosures", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosures_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_disclosures_consents_consent_id",
                        column: x => x.consent_id,
                        principalTable: "consents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_disclosures_return_steps_return_step_id",
                        column: x => x.return_step_id,
                        principalTable: "return_steps",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "referrals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "ShelterPlacement"),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    emergency = table.Column<bool>(type: "boolean", nullable: false),
                    shelter_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    requested_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receiver_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "text", nullable: false),
                    legal_ground = table.Column<string>(type: "text", nullable: true),
                    ground_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    share_until = table.Column<DateOnly>(type: "date", nullable: true),
                    share_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sections = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claimed_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    seen_by_receiver_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_clock = table.Column<string>(type: "text", nullable: true),
                    due_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referrals", x => x.id);
                    table.ForeignKey(
                        name: "fk_referrals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_referrals_consents_consent_id",
                        column: x => x.consent_id,
                        principalTable: "consents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_referrals_units_receiver_unit_id",
                        column: x => x.receiver_unit_id,
                        principalTable: "units",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "indicator_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opinion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    view = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicator_marks", x => x.id);
                    table.ForeignKey(
                        name: "fk_indicator_marks_opinions_opinion_id",
                        column: x => x.opinion_id,
                        principalTable: "opinions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "opinion_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opinion_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    others_readable_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    means = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trafficking = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    compulsion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    labour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    forced_labour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    methods = table.Column<List<string>>(type: "text[]", nullable: false),
                    reasons = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opinion_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_opinion_versions_opinions_opinion_id",
                        column: x => x.opinion_id,
                        principalTable: "opinions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attendances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    presence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    deputy = table.Column<byte[]>(type: "bytea", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendances", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendances_seats_id",
                        column: x => x.id,
                        principalTable: "seats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conflicts_of_interest",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflicts_of_interest", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflicts_of_interest_seat_id",
                        column: x => x.id,
                        principalTable: "seats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "verdicts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    court = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_verdicts", x => x.id);
                    table.ForeignKey(
                        name: "fk_verdicts_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_verdicts_charges_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_verdicts_verdicts_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "verdicts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bases_of_stay",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    limit_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place_name = table.Column<byte[]>(type: "bytea", nullable: true),
                    authority = table.Column<byte[]>(type: "bytea", nullable: true),
                    court = table.Column<byte[]>(type: "bytea", nullable: true),
                    document_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lapsed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    awaits_placement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    correction_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    destination = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ended_by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    end_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    late_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bases_of_stay", x => x.id);
                    table.ForeignKey(
                        name: "fk_bases_of_stay_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_bases_of_stay_consents_consent_id",
                        column: x => x.consent_id,
                        principalTable: "consents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bases_of_stay_placements_awaits_placement_id",
                        column: x => x.awaits_placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "belongings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    returned_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_belongings", x => x.id);
                    table.ForeignKey(
                        name: "fk_belongings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_belongings_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exit_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    still_kept = table.Column<int>(type: "integer", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exit_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_exit_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_exit_notes_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "movement_restrictions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_movement_restrictions", x => x.id);
                    table.ForeignKey(
                        name: "fk_movement_restrictions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_movement_restrictions_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rules_explained",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    how = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    interpreter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rules_explained", x => x.id);
                    table.ForeignKey(
                        name: "fk_rules_explained_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_rules_explained_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shelter_incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    harm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_serious = table.Column<bool>(type: "boolean", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account = table.Column<byte[]>(type: "bytea", nullable: true),
                    reported_to = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelter_incidents", x => x.id);
                    table.ForeignKey(
                        name: "fk_shelter_incidents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shelter_incidents_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shelter_leaves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    back_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    back_by_user_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelter_leaves", x => x.id);
                    table.ForeignKey(
                        name: "fk_shelter_leaves_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shelter_leaves_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shelter_rooms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    room = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelter_rooms", x => x.id);
                    table.ForeignKey(
                        name: "fk_shelter_rooms_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shelter_rooms_placements_placement_id",
                        column: x => x.placement_id,
                        principalTable: "placements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "needs_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    age_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    nationality = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unknown"),
                    languages = table.Column<string>(type: "text", nullable: false),
                    with_family = table.Column<bool>(type: "boolean", nullable: false),
                    medical = table.Column<bool>(type: "boolean", nullable: false),
                    psychosocial = table.Column<bool>(type: "boolean", nullable: false),
                    disability = table.Column<bool>(type: "boolean", nullable: false),
                    high_risk = table.Column<bool>(type: "boolean", nullable: false),
                    remarks = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_needs_profiles", x => x.id);
                    table.ForeignKey(
                        name: "fk_needs_profiles_referrals_id",
                        column: x => x.id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "place_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    spoke_to = table.Column<byte[]>(type: "bytea", nullable: true),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place_calls", x => x.id);
                    table.ForeignKey(
                        name: "fk_place_calls_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_place_calls_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_place_calls_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "place_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_place_holds_place_pools_pool_id",
                        column: x => x.pool_id,
                        principalTable: "place_pools",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_place_holds_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "referral_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    with_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reply_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_referral_notes_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_referral_notes_referral_notes_reply_to_id",
                        column: x => x.reply_to_id,
                        principalTable: "referral_notes",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_referral_notes_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_referral_notes_units_with_unit_id",
                        column: x => x.with_unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "referral_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    changed = table.Column<string>(type: "text", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_referral_steps_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "referral_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    emergency = table.Column<bool>(type: "boolean", nullable: false),
                    shelter_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    requested_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sections = table.Column<string[]>(type: "text[]", nullable: false),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    legal_ground = table.Column<string>(type: "text", nullable: true),
                    ground_reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    age_group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    nationality = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Unknown"),
                    languages = table.Column<string>(type: "text", nullable: false),
                    with_family = table.Column<bool>(type: "boolean", nullable: false),
                    medical = table.Column<bool>(type: "boolean", nullable: false),
                    psychosocial = table.Column<bool>(type: "boolean", nullable: false),
                    disability = table.Column<bool>(type: "boolean", nullable: false),
                    high_risk = table.Column<bool>(type: "boolean", nullable: false),
                    remarks = table.Column<byte[]>(type: "bytea", nullable: true),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_referral_versions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_referral_versions_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "opinion_version_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    view = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opinion_version_marks", x => x.id);
                    table.ForeignKey(
                        name: "fk_opinion_version_marks_opinion_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "opinion_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absences_cover_membership_id",
                table: "absences",
                column: "cover_membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_absences_membership_id",
                table: "absences",
                column: "membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_age_assessments_case_id",
                table: "age_assessments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_arrival_notices_by_unit_id",
                table: "arrival_notices",
                column: "by_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_arrival_notices_case_id",
                table: "arrival_notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_at_micros",
                table: "audit_records",
                column: "at_micros");

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_chain_sequence",
                table: "audit_records",
                columns: new[] { "chain", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_records_user_id_at_micros",
                table: "audit_records",
                columns: new[] { "user_id", "at_micros" });

            migrationBuilder.CreateIndex(
                name: "ix_bases_of_stay_awaits_placement_id",
                table: "bases_of_stay",
                column: "awaits_placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_bases_of_stay_case_id",
                table: "bases_of_stay",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_bases_of_stay_consent_id",
                table: "bases_of_stay",
                column: "consent_id");

            migrationBuilder.CreateIndex(
                name: "ix_belongings_case_id",
                table: "belongings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_belongings_placement_id",
                table: "belongings",
                column: "placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_best_interests_case_id",
                table: "best_interests",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_case_id",
                table: "break_glass",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_access_case_id_scope",
                table: "case_access",
                columns: new[] { "case_id", "scope" });

            migrationBuilder.CreateIndex(
                name: "ix_case_access_scope_due_at",
                table: "case_access",
                columns: new[] { "scope", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_access_scope_opened_at_case_id",
                table: "case_access",
                columns: new[] { "scope", "opened_at", "case_id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_case_access_scope_stage_opened_at_case_id",
                table: "case_access",
                columns: new[] { "scope", "stage", "opened_at", "case_id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_case_conferences_case_id",
                table: "case_conferences",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_case_id_sequence",
                table: "case_events",
                columns: new[] { "case_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_links_other_case_id",
                table: "case_links",
                column: "other_case_id");

            migrationBuilder.CreateIndex(
                name: "one_link_of_a_kind",
                table: "case_links",
                columns: new[] { "case_id", "other_case_id", "kind" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_messages_case_id_at",
                table: "case_messages",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_messages_reply_to_id",
                table: "case_messages",
                column: "reply_to_id");

            migrationBuilder.CreateIndex(
                name: "accepted_transfers",
                table: "case_transfers",
                column: "case_id",
                filter: "answer = 'Accepted'");

            migrationBuilder.CreateIndex(
                name: "ix_case_transfers_consent_id",
                table: "case_transfers",
                column: "consent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_transfers_to_unit_id",
                table: "case_transfers",
                column: "to_unit_id",
                filter: "answer is null");

            migrationBuilder.CreateIndex(
                name: "one_waiting_transfer",
                table: "case_transfers",
                column: "case_id",
                unique: true,
                filter: "answer is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_warnings_case_id",
                table: "case_warnings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_due_clock_due_from",
                table: "cases",
                columns: new[] { "due_clock", "due_from" },
                filter: "due_clock is not null");

            migrationBuilder.CreateIndex(
                name: "ix_cases_first_contact_number",
                table: "cases",
                column: "first_contact_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_nrm_number",
                table: "cases",
                column: "nrm_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_owner_unit_id",
                table: "cases",
                column: "owner_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_province_office_id",
                table: "cases",
                column: "province_office_id");

            migrationBuilder.CreateIndex(
                name: "ix_charges_case_id",
                table: "charges",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_charges_corrects_id",
                table: "charges",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_charges_police_case_id",
                table: "charges",
                column: "police_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_charges_suspect_id",
                table: "charges",
                column: "suspect_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_interviews_case_id",
                table: "child_interviews",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_claim_officers_case_id_membership_id",
                table: "claim_officers",
                columns: new[] { "case_id", "membership_id" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_claim_officers_membership_id",
                table: "claim_officers",
                column: "membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_claims_case_id",
                table: "claims",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_clock_extensions_case_id",
                table: "clock_extensions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_clock_pauses_case_id",
                table: "clock_pauses",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_clock_rungs_code",
                table: "clock_rungs",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_clock_settings_code",
                table: "clock_settings",
                column: "code",
                unique: true,
                filter: "valid_until is null");

            migrationBuilder.CreateIndex(
                name: "one_waiting_closure",
                table: "closures",
                column: "case_id",
                unique: true,
                filter: "answer is null");

            migrationBuilder.CreateIndex(
                name: "ix_compensation_tellings_case_id",
                table: "compensation_tellings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_compensation_tellings_corrects_id",
                table: "compensation_tellings",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consents_case_id",
                table: "consents",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_controller_unit_id",
                table: "consents",
                column: "controller_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_guardian_id",
                table: "consents",
                column: "guardian_id");

            migrationBuilder.CreateIndex(
                name: "ix_court_dates_case_id",
                table: "court_dates",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_court_dates_moved_from_id",
                table: "court_dates",
                column: "moved_from_id");

            migrationBuilder.CreateIndex(
                name: "ix_dcy_involvements_case_id",
                table: "dcy_involvements",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_decision_letters_decision_id_language_words_language",
                table: "decision_letters",
                columns: new[] { "decision_id", "language", "words_language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_decision_tellings_case_id",
                table: "decision_tellings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_decision_tellings_decision_id",
                table: "decision_tellings",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_case_id",
                table: "decisions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_panel_id",
                table: "decisions",
                column: "panel_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosures_case_id",
                table: "disclosures",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosures_consent_id",
                table: "disclosures",
                column: "consent_id");

            migrationBuilder.CreateIndex(
                name: "ix_disclosures_return_step_id",
                table: "disclosures",
                column: "return_step_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dissent_answers_decision_id",
                table: "dissent_answers",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_districts_province_code",
                table: "districts",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_document_copies_case_id",
                table: "document_copies",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_copies_document_id_at",
                table: "document_copies",
                columns: new[] { "document_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_document_versions_case_id",
                table: "document_versions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_versions_document_id_number",
                table: "document_versions",
                columns: new[] { "document_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_case_id",
                table: "documents",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_number",
                table: "documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_verify_code",
                table: "documents",
                column: "verify_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_escalations_subject_id_clock_started_at_percent_told_role",
                table: "escalations",
                columns: new[] { "subject_id", "clock", "started_at", "percent", "told", "role" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_escalations_to_agency_role_at",
                table: "escalations",
                columns: new[] { "to_agency", "role", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_to_membership_id_at",
                table: "escalations",
                columns: new[] { "to_membership_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_to_unit_id_at",
                table: "escalations",
                columns: new[] { "to_unit_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_exit_notes_case_id",
                table: "exit_notes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_exit_notes_placement_id",
                table: "exit_notes",
                column: "placement_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_visits_case_id",
                table: "follow_up_visits",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_rates_benefit_number",
                table: "fund_rates",
                columns: new[] { "benefit", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_guardians_case_id",
                table: "guardians",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_health_notes_case_id",
                table: "health_notes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_health_services_case_id",
                table: "health_services",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_health_services_corrects_id",
                table: "health_services",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_health_services_provider_unit_id",
                table: "health_services",
                column: "provider_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_holidays_day",
                table: "holidays",
                column: "day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_indicator_marks_opinion_id_code",
                table: "indicator_marks",
                columns: new[] { "opinion_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_steps_case_id",
                table: "legal_steps",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_steps_corrects_id",
                table: "legal_steps",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_steps_police_case_id",
                table: "legal_steps",
                column: "police_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_strikes_case_id",
                table: "legal_strikes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_strikes_entry_id",
                table: "legal_strikes",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memberships_province_code",
                table: "memberships",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_unit_id",
                table: "memberships",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_user_id",
                table: "memberships",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_message_reads_message_id_user_id",
                table: "message_reads",
                columns: new[] { "message_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_money_entries_case_id",
                table: "money_entries",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_money_entries_claim_id",
                table: "money_entries",
                column: "claim_id");

            migrationBuilder.CreateIndex(
                name: "ix_money_entries_filed_document_id",
                table: "money_entries",
                column: "filed_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_money_entries_reverses_id",
                table: "money_entries",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_movement_restrictions_case_id",
                table: "movement_restrictions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_movement_restrictions_placement_id",
                table: "movement_restrictions",
                column: "placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_name_tokens_case_id",
                table: "name_tokens",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_non_punishment_answers_case_id",
                table: "non_punishment_answers",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_non_punishment_answers_non_punishment_id",
                table: "non_punishment_answers",
                column: "non_punishment_id");

            migrationBuilder.CreateIndex(
                name: "ix_non_punishments_case_id",
                table: "non_punishments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_preferences_user_id_code",
                table: "notice_preferences",
                columns: new[] { "user_id", "code" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_notices_case_id",
                table: "notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_to_agency_to_role_at",
                table: "notices",
                columns: new[] { "to_agency", "to_role", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_to_membership_id_at",
                table: "notices",
                columns: new[] { "to_membership_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_notices_to_unit_id_at",
                table: "notices",
                columns: new[] { "to_unit_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_number_messages_case_id",
                table: "number_messages",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_opinion_version_marks_version_id_code",
                table: "opinion_version_marks",
                columns: new[] { "version_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opinion_versions_opinion_id_number",
                table: "opinion_versions",
                columns: new[] { "opinion_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opinions_panel_id",
                table: "opinions",
                column: "panel_id");

            migrationBuilder.CreateIndex(
                name: "ix_opinions_seat_id",
                table: "opinions",
                column: "seat_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_panel_minutes_panel_id",
                table: "panel_minutes",
                column: "panel_id");

            migrationBuilder.CreateIndex(
                name: "ix_panels_case_id_round",
                table: "panels",
                columns: new[] { "case_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_panels_sitting_id",
                table: "panels",
                column: "sitting_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_identities_case_id",
                table: "person_identities",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_calls_case_id",
                table: "place_calls",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_calls_referral_id",
                table: "place_calls",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_calls_unit_id",
                table: "place_calls",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_holds_pool_id",
                table: "place_holds",
                column: "pool_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_holds_referral_id",
                table: "place_holds",
                column: "referral_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_place_holds_until",
                table: "place_holds",
                column: "until",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_place_outages_pool_id",
                table: "place_outages",
                column: "pool_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_pools_shelter_id_kind",
                table: "place_pools",
                columns: new[] { "shelter_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_placements_case_id",
                table: "placements",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_placements_pool_id",
                table: "placements",
                column: "pool_id");

            migrationBuilder.CreateIndex(
                name: "ix_placements_referral_id",
                table: "placements",
                column: "referral_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_placements_shelter_id",
                table: "placements",
                column: "shelter_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_goals_case_id",
                table: "plan_goals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_goals_plan_id",
                table: "plan_goals",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plans_case_id_version",
                table: "plans",
                columns: new[] { "case_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plans_health_from_id",
                table: "plans",
                column: "health_from_id");

            migrationBuilder.CreateIndex(
                name: "ix_police_case_moves_case_id",
                table: "police_case_moves",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_police_case_moves_police_case_id",
                table: "police_case_moves",
                column: "police_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_police_cases_case_id",
                table: "police_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_prosecutor_notes_case_id",
                table: "prosecutor_notes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_province_neighbours_neighbour",
                table: "province_neighbours",
                column: "neighbour");

            migrationBuilder.CreateIndex(
                name: "ix_referral_notes_case_id",
                table: "referral_notes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_notes_referral_id",
                table: "referral_notes",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_notes_reply_to_id",
                table: "referral_notes",
                column: "reply_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_notes_with_unit_id",
                table: "referral_notes",
                column: "with_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_steps_referral_id",
                table: "referral_steps",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_versions_case_id",
                table: "referral_versions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_versions_referral_id",
                table: "referral_versions",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_referrals_case_id",
                table: "referrals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_referrals_consent_id",
                table: "referrals",
                column: "consent_id");

            migrationBuilder.CreateIndex(
                name: "ix_referrals_number",
                table: "referrals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_referrals_receiver_unit_id_state",
                table: "referrals",
                columns: new[] { "receiver_unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_state_due_at",
                table: "referrals",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reopenings_case_id",
                table: "reopenings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_goals_case_id",
                table: "return_goals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_goals_plan_id",
                table: "return_goals",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_journeys_case_id",
                table: "return_journeys",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_journeys_corrects_id",
                table: "return_journeys",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_return_plans_case_id_version",
                table: "return_plans",
                columns: new[] { "case_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_return_steps_case_id",
                table: "return_steps",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_steps_corrects_id",
                table: "return_steps",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_review_requests_case_id",
                table: "review_requests",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_requests_decision_id",
                table: "review_requests",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_risk_assessments_case_id",
                table: "risk_assessments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_rules_explained_case_id",
                table: "rules_explained",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_rules_explained_placement_id",
                table: "rules_explained",
                column: "placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_screening_records_case_id",
                table: "screening_records",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_screenings_by_unit_id_state",
                table: "screenings",
                columns: new[] { "by_unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_screenings_case_id",
                table: "screenings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_screenings_number",
                table: "screenings",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seats_membership_id",
                table: "seats",
                column: "membership_id");

            migrationBuilder.CreateIndex(
                name: "ix_seats_panel_id_user_id",
                table: "seats",
                columns: new[] { "panel_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_case_id",
                table: "services",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_services_corrects_id",
                table: "services",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_services_provider_unit_id",
                table: "services",
                column: "provider_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_addresses_district_code",
                table: "shelter_addresses",
                column: "district_code");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_incidents_case_id",
                table: "shelter_incidents",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_incidents_placement_id",
                table: "shelter_incidents",
                column: "placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_leaves_case_id",
                table: "shelter_leaves",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "one_leave_at_a_time",
                table: "shelter_leaves",
                column: "placement_id",
                unique: true,
                filter: "back_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_rooms_case_id",
                table: "shelter_rooms",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_shelter_rooms_placement_id",
                table: "shelter_rooms",
                column: "placement_id");

            migrationBuilder.CreateIndex(
                name: "ix_shelters_unit_id",
                table: "shelters",
                column: "unit_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shift_handovers_unit_id_at",
                table: "shift_handovers",
                columns: new[] { "unit_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_items_case_id",
                table: "shift_items",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_shift_items_handover_id",
                table: "shift_items",
                column: "handover_id");

            migrationBuilder.CreateIndex(
                name: "ix_shift_items_task_id",
                table: "shift_items",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_shift_items_unit_id_acknowledged_at",
                table: "shift_items",
                columns: new[] { "unit_id", "acknowledged_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sitting_changes_sitting_id",
                table: "sitting_changes",
                column: "sitting_id");

            migrationBuilder.CreateIndex(
                name: "ix_sittings_province_code_starts_at",
                table: "sittings",
                columns: new[] { "province_code", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stay_alarms_since",
                table: "stay_alarms",
                column: "since",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_stay_alarms_since1",
                table: "stay_alarms",
                column: "since",
                filter: "ended_at is null and told_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_stay_permits_case_id",
                table: "stay_permits",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_stay_permits_corrects_id",
                table: "stay_permits",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subdistricts_district_code",
                table: "subdistricts",
                column: "district_code");

            migrationBuilder.CreateIndex(
                name: "ix_suspects_case_id",
                table: "suspects",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_suspects_corrects_id",
                table: "suspects",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_handovers_task_id",
                table: "task_handovers",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_words_case_id",
                table: "task_words",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_words_task_id",
                table: "task_words",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_case_id",
                table: "tasks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_to_agency_to_role_done_at_due_at",
                table: "tasks",
                columns: new[] { "to_agency", "to_role", "done_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_to_membership_id_done_at_due_at",
                table: "tasks",
                columns: new[] { "to_membership_id", "done_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_to_unit_id_done_at_due_at",
                table: "tasks",
                columns: new[] { "to_unit_id", "done_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_units_code",
                table: "units",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_units_district_code",
                table: "units",
                column: "district_code");

            migrationBuilder.CreateIndex(
                name: "ix_units_province_code",
                table: "units",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_verdicts_case_id",
                table: "verdicts",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_verdicts_charge_id_court",
                table: "verdicts",
                columns: new[] { "charge_id", "court" });

            migrationBuilder.CreateIndex(
                name: "ix_verdicts_corrects_id",
                table: "verdicts",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_warning_notes_case_id",
                table: "warning_notes",
                column: "case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "age_assessments");

            migrationBuilder.DropTable(
                name: "arrival_notices");

            migrationBuilder.DropTable(
                name: "attendances");

            migrationBuilder.DropTable(
                name: "audit_records");

            migrationBuilder.DropTable(
                name: "bases_of_stay");

            migrationBuilder.DropTable(
                name: "belongings");

            migrationBuilder.DropTable(
                name: "best_interests");

            migrationBuilder.DropTable(
                name: "break_glass");

            migrationBuilder.DropTable(
                name: "case_access");

            migrationBuilder.DropTable(
                name: "case_conferences");

            migrationBuilder.DropTable(
                name: "case_events");

            migrationBuilder.DropTable(
                name: "case_links");

            migrationBuilder.DropTable(
                name: "case_transfers");

            migrationBuilder.DropTable(
                name: "child_interviews");

            migrationBuilder.DropTable(
                name: "claim_officers");

            migrationBuilder.DropTable(
                name: "clock_extensions");

            migrationBuilder.DropTable(
                name: "clock_pauses");

            migrationBuilder.DropTable(
                name: "clock_rungs");

            migrationBuilder.DropTable(
                name: "clock_settings");

            migrationBuilder.DropTable(
                name: "closures");

            migrationBuilder.DropTable(
                name: "compensation_tellings");

            migrationBuilder.DropTable(
                name: "conflicts_of_interest");

            migrationBuilder.DropTable(
                name: "court_dates");

            migrationBuilder.DropTable(
                name: "data_keys");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "dcy_involvements");

            migrationBuilder.DropTable(
                name: "decision_letters");

            migrationBuilder.DropTable(
                name: "decision_tellings");

            migrationBuilder.DropTable(
                name: "declined_stubs");

            migrationBuilder.DropTable(
                name: "directory_entries");

            migrationBuilder.DropTable(
                name: "disclosures");

            migrationBuilder.DropTable(
                name: "dissent_answers");

            migrationBuilder.DropTable(
                name: "document_copies");

            migrationBuilder.DropTable(
                name: "document_versions");

            migrationBuilder.DropTable(
                name: "escalations");

            migrationBuilder.DropTable(
                name: "exit_notes");

            migrationBuilder.DropTable(
                name: "follow_up_visits");

            migrationBuilder.DropTable(
                name: "fund_rates");

            migrationBuilder.DropTable(
                name: "health_notes");

            migrationBuilder.DropTable(
                name: "health_services");

            migrationBuilder.DropTable(
                name: "holidays");

            migrationBuilder.DropTable(
                name: "indicator_marks");

            migrationBuilder.DropTable(
                name: "legal_steps");

            migrationBuilder.DropTable(
                name: "legal_strikes");

            migrationBuilder.DropTable(
                name: "message_reads");

            migrationBuilder.DropTable(
                name: "money_entries");

            migrationBuilder.DropTable(
                name: "movement_restrictions");

            migrationBuilder.DropTable(
                name: "name_tokens");

            migrationBuilder.DropTable(
                name: "needs_profiles");

            migrationBuilder.DropTable(
                name: "non_punishment_answers");

            migrationBuilder.DropTable(
                name: "notice_preferences");

            migrationBuilder.DropTable(
                name: "notice_reads");

            migrationBuilder.DropTable(
                name: "number_messages");

            migrationBuilder.DropTable(
                name: "opinion_version_marks");

            migrationBuilder.DropTable(
                name: "panel_minutes");

            migrationBuilder.DropTable(
                name: "panel_replacements");

            migrationBuilder.DropTable(
                name: "person_identities");

            migrationBuilder.DropTable(
                name: "place_calls");

            migrationBuilder.DropTable(
                name: "place_holds");

            migrationBuilder.DropTable(
                name: "place_outages");

            migrationBuilder.DropTable(
                name: "plan_goals");

            migrationBuilder.DropTable(
                name: "police_case_moves");

            migrationBuilder.DropTable(
                name: "prosecutor_notes");

            migrationBuilder.DropTable(
                name: "province_neighbours");

            migrationBuilder.DropTable(
                name: "referral_notes");

            migrationBuilder.DropTable(
                name: "referral_steps");

            migrationBuilder.DropTable(
                name: "referral_versions");

            migrationBuilder.DropTable(
                name: "reopenings");

            migrationBuilder.DropTable(
                name: "return_goals");

            migrationBuilder.DropTable(
                name: "return_journeys");

            migrationBuilder.DropTable(
                name: "review_requests");

            migrationBuilder.DropTable(
                name: "risk_assessments");

            migrationBuilder.DropTable(
                name: "rules_explained");

            migrationBuilder.DropTable(
                name: "screening_records");

            migrationBuilder.DropTable(
                name: "screenings");

            migrationBuilder.DropTable(
                name: "services");

            migrationBuilder.DropTable(
                name: "shelter_addresses");

            migrationBuilder.DropTable(
                name: "shelter_incidents");

            migrationBuilder.DropTable(
                name: "shelter_leaves");

            migrationBuilder.DropTable(
                name: "shelter_rooms");

            migrationBuilder.DropTable(
                name: "shift_items");

            migrationBuilder.DropTable(
                name: "sitting_changes");

            migrationBuilder.DropTable(
                name: "stay_alarms");

            migrationBuilder.DropTable(
                name: "stay_permits");

            migrationBuilder.DropTable(
                name: "subdistricts");

            migrationBuilder.DropTable(
                name: "task_handovers");

            migrationBuilder.DropTable(
                name: "task_words");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "verdicts");

            migrationBuilder.DropTable(
                name: "warning_notes");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "seats");

            migrationBuilder.DropTable(
                name: "return_steps");

            migrationBuilder.DropTable(
                name: "case_messages");

            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "non_punishments");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "opinion_versions");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "referrals");

            migrationBuilder.DropTable(
                name: "return_plans");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "placements");

            migrationBuilder.DropTable(
                name: "shift_handovers");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "charges");

            migrationBuilder.DropTable(
                name: "case_warnings");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "opinions");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "place_pools");

            migrationBuilder.DropTable(
                name: "police_cases");

            migrationBuilder.DropTable(
                name: "suspects");

            migrationBuilder.DropTable(
                name: "panels");

            migrationBuilder.DropTable(
                name: "guardians");

            migrationBuilder.DropTable(
                name: "shelters");

            migrationBuilder.DropTable(
                name: "sittings");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "districts");

            migrationBuilder.DropTable(
                name: "provinces");
        }
    }
}
