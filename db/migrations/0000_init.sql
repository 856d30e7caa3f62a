CREATE TABLE "account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"type" text NOT NULL,
	"subtype" text NOT NULL,
	"control" text,
	"currency" text,
	"posting" boolean DEFAULT true NOT NULL,
	"parent_id" uuid,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_role" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"role" text NOT NULL,
	"account_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "account_role_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_role_once" UNIQUE("tenant_id","company_id","role")
);
--> statement-breakpoint
ALTER TABLE "account_role" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cost_center" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid,
	"valid_from" date,
	"valid_to" date,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "cost_center_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "cost_center_code" UNIQUE("tenant_id","company_id","code"),
	CONSTRAINT "cost_center_dates" CHECK (valid_from <= valid_to)
);
--> statement-breakpoint
ALTER TABLE "cost_center" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "project" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid,
	"valid_from" date,
	"valid_to" date,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "project_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "project_code" UNIQUE("tenant_id","company_id","code"),
	CONSTRAINT "project_dates" CHECK (valid_from <= valid_to)
);
--> statement-breakpoint
ALTER TABLE "project" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_bank_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"currency" text NOT NULL,
	"country" text NOT NULL,
	"bic" text,
	"bank_name" text,
	"sealed" text NOT NULL,
	"masked" text NOT NULL,
	"fingerprint" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "company_bank_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "company_bank_account_once" UNIQUE("tenant_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "company_bank_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_bank_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"party_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"currency" text NOT NULL,
	"country" text NOT NULL,
	"bic" text,
	"bank_name" text,
	"sealed" text NOT NULL,
	"masked" text NOT NULL,
	"fingerprint" text NOT NULL,
	"replaces_id" uuid,
	"reason" text NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "party_bank_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "party_bank_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_clearance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"source_document_id" uuid NOT NULL,
	"party_bank_account_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_clearance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_clearance_once" UNIQUE("tenant_id","source_document_id","party_bank_account_id")
);
--> statement-breakpoint
ALTER TABLE "payment_clearance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_hold" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"source_document_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_hold_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_hold_once" UNIQUE("tenant_id","source_document_id"),
	CONSTRAINT "payment_hold_kinds" CHECK (cardinality(kinds) > 0)
);
--> statement-breakpoint
ALTER TABLE "payment_hold" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_statement" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"company_bank_account_id" uuid NOT NULL,
	"statement_id" text NOT NULL,
	"sequence" text,
	"currency" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"opening_balance" numeric(20, 4),
	"closing_balance" numeric(20, 4),
	"file_name" text NOT NULL,
	"line_count" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "bank_statement_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bank_statement_once" UNIQUE("tenant_id","company_bank_account_id","statement_id")
);
--> statement-breakpoint
ALTER TABLE "bank_statement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_statement_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"company_bank_account_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"line_key" text NOT NULL,
	"booking_date" date NOT NULL,
	"value_date" date NOT NULL,
	"currency" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"settled" numeric(20, 4) DEFAULT '0' NOT NULL,
	"counterparty" text,
	"counterparty_masked" text,
	"party_id" uuid,
	"reference" text,
	"end_to_end_id" text,
	"message_id" text,
	"bank_reference" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "bank_statement_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bank_statement_line_once" UNIQUE("tenant_id","company_bank_account_id","line_key"),
	CONSTRAINT "bank_statement_line_no" UNIQUE("tenant_id","statement_id","line_no"),
	CONSTRAINT "bank_statement_line_settled" CHECK (amount <> 0 and settled between least(amount, 0) and greatest(amount, 0))
);
--> statement-breakpoint
ALTER TABLE "bank_statement_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"fiscal_year_id" uuid NOT NULL,
	"uses_account" boolean NOT NULL,
	"uses_cost_center" boolean NOT NULL,
	"uses_project" boolean NOT NULL,
	"control" text NOT NULL,
	"on_requisition" text,
	"on_order" text,
	"on_actual" text,
	"on_total" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "budget_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_number" UNIQUE("tenant_id","company_id","number"),
	CONSTRAINT "budget_name" UNIQUE("tenant_id","company_id","fiscal_year_id","name"),
	CONSTRAINT "budget_dimensions" CHECK (uses_account or uses_cost_center or uses_project)
);
--> statement-breakpoint
ALTER TABLE "budget" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_cell" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"month" date NOT NULL,
	"budgeted" numeric(20, 4) DEFAULT '0' NOT NULL,
	"pre_committed" numeric(20, 4) DEFAULT '0' NOT NULL,
	"committed" numeric(20, 4) DEFAULT '0' NOT NULL,
	"actual" numeric(20, 4) DEFAULT '0' NOT NULL,
	"xid" "xid8",
	"start_budgeted" numeric(20, 4) DEFAULT '0' NOT NULL,
	"start_pre_committed" numeric(20, 4) DEFAULT '0' NOT NULL,
	"start_committed" numeric(20, 4) DEFAULT '0' NOT NULL,
	"start_actual" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "budget_cell_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_cell_month" UNIQUE("tenant_id","line_id","month")
);
--> statement-breakpoint
ALTER TABLE "budget_cell" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_demand" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "budget_demand_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_demand_once" UNIQUE("tenant_id","budget_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "budget_demand" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"cell_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"document_label" text,
	"source_line_id" uuid,
	"entry_id" uuid,
	"date" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	CONSTRAINT "budget_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "budget_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_excess" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"cell_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"effect" text NOT NULL,
	"override_id" uuid,
	"limit" numeric(20, 4) NOT NULL,
	"used" numeric(20, 4) NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"document_label" text,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	CONSTRAINT "budget_excess_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "budget_excess" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"account_key" uuid GENERATED ALWAYS AS (coalesce(account_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"cost_center_key" uuid GENERATED ALWAYS AS (coalesce(cost_center_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"project_key" uuid GENERATED ALWAYS AS (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	CONSTRAINT "budget_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_line_key" UNIQUE("tenant_id","budget_id","account_key","cost_center_key","project_key")
);
--> statement-breakpoint
ALTER TABLE "budget_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_override" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"document_label" text,
	"amount" numeric(20, 4) NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_override_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "budget_override" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_plan" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"month" date NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	CONSTRAINT "budget_plan_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_plan_cell" UNIQUE("tenant_id","document_id","line_no","month")
);
--> statement-breakpoint
ALTER TABLE "budget_plan" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_revision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"budget_id" uuid NOT NULL,
	"target_budget_id" uuid,
	"carry_commitments" boolean DEFAULT false NOT NULL,
	"document_date" date NOT NULL,
	"reason" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "budget_revision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_revision_number" UNIQUE("tenant_id","company_id","number"),
	CONSTRAINT "budget_revision_target" CHECK ((kind = 'carry_forward') = (target_budget_id is not null))
);
--> statement-breakpoint
ALTER TABLE "budget_revision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_use" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"document_label" text,
	"source_line_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"account_id" uuid NOT NULL,
	"cost_center_id" uuid,
	"project_id" uuid,
	"date" date NOT NULL,
	"carried_to" date,
	"amount" numeric(20, 4) NOT NULL,
	CONSTRAINT "budget_use_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "budget_use_line" UNIQUE("tenant_id","source_line_id","stage")
);
--> statement-breakpoint
ALTER TABLE "budget_use" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "manual_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"description" text NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"statement_line_id" uuid,
	"entry_id" uuid,
	"reversal_entry_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "manual_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "manual_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "manual_entry_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"manual_entry_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"cost_center_id" uuid,
	"project_id" uuid,
	"tax_code_id" uuid,
	"tax_base" numeric(20, 4),
	"memo" text,
	CONSTRAINT "manual_entry_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "manual_entry_line_no" UNIQUE("tenant_id","manual_entry_id","line_no")
);
--> statement-breakpoint
ALTER TABLE "manual_entry_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"direction" text NOT NULL,
	"number" text,
	"party_id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"payment_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"fee_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"bank_currency" text,
	"bank_amount" numeric(20, 4),
	"bank_rate" numeric(20, 10),
	"bank_entry_id" uuid,
	"reference" text,
	"memo" text,
	"statement_line_id" uuid,
	"entry_id" uuid,
	"reversal_entry_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_number" UNIQUE("tenant_id","company_id","number"),
	CONSTRAINT "payment_amounts" CHECK (amount > 0 and fee_amount >= 0 and fee_amount < amount),
	CONSTRAINT "payment_bank_currency" CHECK (num_nulls(bank_currency, bank_amount, bank_rate) in (0, 3) and (bank_currency is null or (bank_amount > 0 and bank_rate > 0 and fee_amount = 0 and bank_currency <> currency)))
);
--> statement-breakpoint
ALTER TABLE "payment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"open_item_id" uuid NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"write_off" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "payment_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_line_item" UNIQUE("tenant_id","payment_id","open_item_id"),
	CONSTRAINT "payment_line_amounts" CHECK (amount >= 0 and discount >= 0 and write_off >= 0 and amount + discount + write_off > 0)
);
--> statement-breakpoint
ALTER TABLE "payment_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_balance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"cost_center_id" uuid,
	"amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_debit" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_credit" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "account_balance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_balance_key" UNIQUE NULLS NOT DISTINCT("tenant_id","company_id","account_id","period_id","kind","currency","cost_center_id")
);
--> statement-breakpoint
ALTER TABLE "account_balance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_day" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"base_debit" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_credit" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "account_day_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "account_day_key" UNIQUE("tenant_id","company_id","date","account_id","kind")
);
--> statement-breakpoint
ALTER TABLE "account_day" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text NOT NULL,
	"journal" text NOT NULL,
	"kind" text DEFAULT 'normal' NOT NULL,
	"period_id" uuid NOT NULL,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"tax_date" date NOT NULL,
	"description" text NOT NULL,
	"source_document" text NOT NULL,
	"source_document_id" uuid NOT NULL,
	"source_label" text,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"reverses_id" uuid,
	"post_closing" boolean DEFAULT false NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_by" uuid,
	CONSTRAINT "journal_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "journal_entry_number" UNIQUE("tenant_id","company_id","journal","number"),
	CONSTRAINT "journal_entry_reverses" UNIQUE("tenant_id","reverses_id")
);
--> statement-breakpoint
ALTER TABLE "journal_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"period_id" uuid NOT NULL,
	"posting_date" date NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"base_amount" numeric(20, 4) NOT NULL,
	"party_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"tax_code_id" uuid,
	"tax_base" numeric(20, 4),
	"memo" text,
	CONSTRAINT "journal_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "journal_line_no" UNIQUE("tenant_id","entry_id","line_no")
);
--> statement-breakpoint
ALTER TABLE "journal_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_balance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "party_balance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "party_balance_key" UNIQUE("tenant_id","company_id","party_id","account_id","currency")
);
--> statement-breakpoint
ALTER TABLE "party_balance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "allocation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"debit_item_id" uuid NOT NULL,
	"credit_item_id" uuid NOT NULL,
	"date" date NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"debit_base" numeric(20, 4) NOT NULL,
	"credit_base" numeric(20, 4) NOT NULL,
	"entry_id" uuid,
	"payment_id" uuid,
	"reverses_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "allocation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "allocation_reverses" UNIQUE("tenant_id","reverses_id"),
	CONSTRAINT "allocation_sign" CHECK (case when reverses_id is null then amount > 0 else amount < 0 end)
);
--> statement-breakpoint
ALTER TABLE "allocation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "open_item" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"source_document" text NOT NULL,
	"source_document_id" uuid NOT NULL,
	"number" text NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"base_amount" numeric(20, 4) NOT NULL,
	"remaining" numeric(20, 4) DEFAULT '0' NOT NULL,
	"remaining_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"due_date" date NOT NULL,
	"discount_date" date,
	"discount_percent" numeric(9, 4),
	"settled_on" date,
	CONSTRAINT "open_item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "open_item_remaining" CHECK (case when amount >= 0 then remaining between 0 and amount else remaining between amount and 0 end)
);
--> statement-breakpoint
ALTER TABLE "open_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text,
	"is_customer" boolean DEFAULT false NOT NULL,
	"is_supplier" boolean DEFAULT false NOT NULL,
	"tax_id" text,
	"currency" text,
	"payment_term_id" uuid,
	"email" text,
	"phone" text,
	"website" text,
	"locale" text,
	"notes" text,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "party_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "party_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "party" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_address" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"label" text,
	"recipient" text,
	"lines" text[] DEFAULT '{}'::text[] NOT NULL,
	"city" text,
	"region" text,
	"postal_code" text,
	"country" text NOT NULL,
	"billing" boolean DEFAULT false NOT NULL,
	"shipping" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "party_address_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "party_address" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_contact" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" text,
	"email" text,
	"phone" text,
	"main" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "party_contact_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "party_contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_proposal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"company_bank_account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"execution_date" date NOT NULL,
	"due_until" date NOT NULL,
	"cash_limit" numeric(20, 4),
	"total" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_total" numeric(20, 4) DEFAULT '0' NOT NULL,
	"note" text,
	"exported_at" timestamp with time zone,
	"paid_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_proposal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_proposal_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "payment_proposal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_proposal_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"open_item_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"party_bank_account_id" uuid,
	"amount" numeric(20, 4) NOT NULL,
	"discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"hold" text,
	"hold_released_by" uuid,
	"hold_release_reason" text,
	"left_out" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"end_to_end_id" text NOT NULL,
	"payment_id" uuid,
	CONSTRAINT "payment_proposal_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_proposal_line_amounts" CHECK (amount > 0 and discount >= 0)
);
--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fiscal_period" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"fiscal_year_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "fiscal_period_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "fiscal_period_number" UNIQUE("tenant_id","fiscal_year_id","number"),
	CONSTRAINT "fiscal_period_start" UNIQUE("tenant_id","company_id","start_date")
);
--> statement-breakpoint
ALTER TABLE "fiscal_period" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "fiscal_year" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"closing_entry_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "fiscal_year_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "fiscal_year_name" UNIQUE("tenant_id","company_id","name")
);
--> statement-breakpoint
ALTER TABLE "fiscal_year" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "currency_revaluation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"date" date NOT NULL,
	"reversal_date" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "currency_revaluation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "currency_revaluation_period" UNIQUE("tenant_id","company_id","period_id"),
	CONSTRAINT "currency_revaluation_days" CHECK (reversal_date > date)
);
--> statement-breakpoint
ALTER TABLE "currency_revaluation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "currency_revaluation_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"revaluation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"base_amount" numeric(20, 4) NOT NULL,
	"difference" numeric(20, 4) NOT NULL,
	CONSTRAINT "currency_revaluation_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "currency_revaluation_line_once" UNIQUE("tenant_id","revaluation_id","kind","account_id","currency")
);
--> statement-breakpoint
ALTER TABLE "currency_revaluation_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_currency" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "company_currency_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "company_currency_once" UNIQUE("tenant_id","company_id","currency")
);
--> statement-breakpoint
ALTER TABLE "company_currency" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company_finance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"tax_rounding" text DEFAULT 'document' NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"write_off_tolerance" numeric(20, 4) DEFAULT '0' NOT NULL,
	"payable_rounding" numeric(20, 4) DEFAULT '0' NOT NULL,
	"bank_change_hold_days" integer DEFAULT 5 NOT NULL,
	"revenue_at" text DEFAULT 'invoice' NOT NULL,
	"tracks_revenue" boolean DEFAULT false NOT NULL,
	"chart_template" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "company_finance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "company_finance_once" UNIQUE("tenant_id","company_id")
);
--> statement-breakpoint
ALTER TABLE "company_finance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exchange_rate" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"date" date NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "exchange_rate_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "exchange_rate_day" UNIQUE("tenant_id","company_id","currency","date"),
	CONSTRAINT "exchange_rate_positive" CHECK (rate > 0)
);
--> statement-breakpoint
ALTER TABLE "exchange_rate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "journal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "journal_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "journal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_term" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"instalments" jsonb NOT NULL,
	"discount_days" integer,
	"discount_percent" numeric(9, 4),
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "payment_term_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_term_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "payment_term" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_code" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"use" text NOT NULL,
	"reduced_by_discount" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "tax_code_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tax_code_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "tax_code" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tax_rate" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"tax_code_id" uuid NOT NULL,
	"component" text DEFAULT '' NOT NULL,
	"sequence" integer DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"value" numeric(20, 6) NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"account_id" uuid NOT NULL,
	"reverse_account_id" uuid,
	"box" text,
	"non_deductible_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "tax_rate_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tax_rate_start" UNIQUE("tenant_id","tax_code_id","component","valid_from"),
	CONSTRAINT "tax_rate_bounds" CHECK (value >= 0 and non_deductible_percent between 0 and 100),
	CONSTRAINT "tax_rate_validity" CHECK (valid_to is null or valid_to >= valid_from)
);
--> statement-breakpoint
ALTER TABLE "tax_rate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_adjustment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"kind" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"contra_account_id" uuid,
	CONSTRAINT "stock_adjustment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_adjustment_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "stock_adjustment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_adjustment_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"adjustment_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"bin_id" uuid,
	"lot_id" uuid,
	"unit_cost" numeric(20, 6),
	CONSTRAINT "stock_adjustment_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_adjustment_line_no" UNIQUE("tenant_id","adjustment_id","line_no"),
	CONSTRAINT "stock_adjustment_line_quantity" CHECK ("stock_adjustment_line"."quantity" > 0 and "stock_adjustment_line"."stock_quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_count" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"warehouse_id" uuid NOT NULL,
	"blind" boolean DEFAULT true NOT NULL,
	"tolerance_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tolerance_value" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "stock_count_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_count_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "stock_count" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_count_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"count_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"bin_id" uuid NOT NULL,
	"lot_id" uuid,
	"book_quantity" numeric(20, 6) NOT NULL,
	"counted" numeric(20, 6),
	"counted_by" uuid,
	"counted_at" timestamp with time zone,
	CONSTRAINT "stock_count_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_count_line_place" UNIQUE NULLS NOT DISTINCT("tenant_id","count_id","item_id","bin_id","lot_id"),
	CONSTRAINT "stock_count_line_counted" CHECK ("stock_count_line"."counted" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_count_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_revaluation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"reason" text NOT NULL,
	"contra_account_id" uuid,
	CONSTRAINT "stock_revaluation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_revaluation_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "stock_revaluation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_revaluation_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"revaluation_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"unit_cost" numeric(20, 6) NOT NULL,
	"difference" numeric(20, 4),
	CONSTRAINT "stock_revaluation_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_revaluation_line_item" UNIQUE("tenant_id","revaluation_id","item_id"),
	CONSTRAINT "stock_revaluation_line_cost" CHECK ("stock_revaluation_line"."unit_cost" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_revaluation_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_transfer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"from_warehouse_id" uuid NOT NULL,
	"to_warehouse_id" uuid NOT NULL,
	"expected_date" date,
	CONSTRAINT "stock_transfer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_transfer_number" UNIQUE("tenant_id","company_id","number"),
	CONSTRAINT "stock_transfer_two_places" CHECK ("stock_transfer"."from_warehouse_id" <> "stock_transfer"."to_warehouse_id")
);
--> statement-breakpoint
ALTER TABLE "stock_transfer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_transfer_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"from_bin_id" uuid,
	"lot_id" uuid,
	"received" numeric(20, 6) DEFAULT '0' NOT NULL,
	CONSTRAINT "stock_transfer_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_transfer_line_no" UNIQUE("tenant_id","transfer_id","line_no"),
	CONSTRAINT "stock_transfer_line_quantity" CHECK ("stock_transfer_line"."stock_quantity" > 0 and "stock_transfer_line"."received" between 0 and "stock_transfer_line"."stock_quantity")
);
--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"description" text,
	"kind" text NOT NULL,
	"category_id" uuid,
	"stock_unit_id" uuid NOT NULL,
	"sales_unit_id" uuid NOT NULL,
	"purchase_unit_id" uuid NOT NULL,
	"tracking" text NOT NULL,
	"expires" boolean DEFAULT false NOT NULL,
	"min_shelf_life_days" integer DEFAULT 0 NOT NULL,
	"valuation" text NOT NULL,
	"standard_cost" numeric(20, 6),
	"allow_negative" boolean DEFAULT false NOT NULL,
	"weight_kg" numeric(20, 6),
	"volume_m3" numeric(20, 6),
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "item_standard_cost" CHECK ("item"."standard_cost" >= 0),
	CONSTRAINT "item_shelf_life" CHECK ("item"."min_shelf_life_days" between 0 and 36500)
);
--> statement-breakpoint
ALTER TABLE "item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid,
	"category_id" uuid,
	"role" text NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "item_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_account_once" UNIQUE NULLS NOT DISTINCT("tenant_id","company_id","item_id","category_id","role"),
	CONSTRAINT "item_account_owner" CHECK (num_nonnulls("item_account"."item_id", "item_account"."category_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "item_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_barcode" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"barcode" text NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "item_barcode_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_barcode_once" UNIQUE("tenant_id","barcode")
);
--> statement-breakpoint
ALTER TABLE "item_barcode" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_category" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"parent_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "item_category_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_category_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "item_category_not_own_parent" CHECK ("item_category"."parent_id" <> "item_category"."id")
);
--> statement-breakpoint
ALTER TABLE "item_category" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_component" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kit_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	CONSTRAINT "item_component_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_component_once" UNIQUE("tenant_id","kit_id","item_id"),
	CONSTRAINT "item_component_quantity" CHECK ("item_component"."quantity" > 0 and "item_component"."kit_id" <> "item_component"."item_id")
);
--> statement-breakpoint
ALTER TABLE "item_component" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_unit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"factor" numeric(20, 10) NOT NULL,
	CONSTRAINT "item_unit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_unit_once" UNIQUE("tenant_id","item_id","unit_id"),
	CONSTRAINT "item_unit_factor" CHECK ("item_unit"."factor" > 0)
);
--> statement-breakpoint
ALTER TABLE "item_unit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unit_of_measure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"unit_class" text NOT NULL,
	"factor" numeric(20, 10) NOT NULL,
	"digits" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "unit_of_measure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "unit_of_measure_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "unit_of_measure_digits" CHECK ("unit_of_measure"."digits" between 0 and 6),
	CONSTRAINT "unit_of_measure_factor" CHECK ("unit_of_measure"."factor" > 0)
);
--> statement-breakpoint
ALTER TABLE "unit_of_measure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_valuation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"value" numeric(20, 4) DEFAULT '0' NOT NULL,
	"transit_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"transit_value" numeric(20, 4) DEFAULT '0' NOT NULL,
	"last_cost" numeric(20, 6) DEFAULT '0' NOT NULL,
	"last_receipt_cost" numeric(20, 6),
	"standard_cost" numeric(20, 6),
	"origin_cost" numeric(20, 6),
	"sequence" bigint DEFAULT 0 NOT NULL,
	"last_date" date,
	"method_since" date,
	"method_sequence" bigint DEFAULT 0 NOT NULL,
	"checkpoint_sequence" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "item_valuation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_valuation_item" UNIQUE("tenant_id","company_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "item_valuation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reservation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"demand_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bin_id" uuid NOT NULL,
	"lot_id" uuid,
	"lot_key" uuid GENERATED ALWAYS AS (coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"source_document" text NOT NULL,
	"source_id" uuid NOT NULL,
	"source_label" text,
	"required_date" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "reservation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "reservation_once" UNIQUE("tenant_id","demand_id","item_id","bin_id","lot_key"),
	CONSTRAINT "reservation_quantity" CHECK ("reservation"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "reservation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_balance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bin_id" uuid NOT NULL,
	"lot_id" uuid,
	"lot_key" uuid GENERATED ALWAYS AS (coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"on_hand" numeric(20, 6) NOT NULL,
	"reserved" numeric(20, 6) DEFAULT '0' NOT NULL,
	"allow_negative" boolean NOT NULL,
	CONSTRAINT "stock_balance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_balance_place" UNIQUE("tenant_id","item_id","warehouse_id","bin_id","lot_key"),
	CONSTRAINT "stock_balance_reserved" CHECK ("stock_balance"."reserved" >= 0 and ("stock_balance"."allow_negative" or "stock_balance"."reserved" <= "stock_balance"."on_hand")),
	CONSTRAINT "stock_balance_negative" CHECK ("stock_balance"."allow_negative" or "stock_balance"."on_hand" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_balance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_checkpoint" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"posting_date" date NOT NULL,
	"sequence" bigint NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	"last_cost" numeric(20, 6) NOT NULL,
	"last_receipt_cost" numeric(20, 6),
	"standard_cost" numeric(20, 6),
	"layers" jsonb NOT NULL,
	CONSTRAINT "stock_checkpoint_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_checkpoint_order" UNIQUE("tenant_id","company_id","item_id","posting_date","sequence")
);
--> statement-breakpoint
ALTER TABLE "stock_checkpoint" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_layer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"move_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"date" date NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	CONSTRAINT "stock_layer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_layer_quantity" CHECK ("stock_layer"."quantity" > 0 and "stock_layer"."value" >= 0)
);
--> statement-breakpoint
ALTER TABLE "stock_layer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_layer_balance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"date" date NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	CONSTRAINT "stock_layer_balance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_layer_balance_left" CHECK ("stock_layer_balance"."quantity" >= 0 and "stock_layer_balance"."value" >= 0 and ("stock_layer_balance"."quantity" > 0 or "stock_layer_balance"."value" = 0))
);
--> statement-breakpoint
ALTER TABLE "stock_layer_balance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_layer_use" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"layer_id" uuid NOT NULL,
	"move_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	CONSTRAINT "stock_layer_use_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "stock_layer_use" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_month" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"lot_id" uuid,
	"lot_key" uuid GENERATED ALWAYS AS (coalesce(lot_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
	"month" date NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	CONSTRAINT "stock_month_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_month_cell" UNIQUE("tenant_id","company_id","item_id","warehouse_id","lot_key","month")
);
--> statement-breakpoint
ALTER TABLE "stock_month" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_move" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"cost_from" text DEFAULT 'current' NOT NULL,
	"item_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bin_id" uuid NOT NULL,
	"lot_id" uuid,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	"unit_cost" numeric(20, 6) NOT NULL,
	"account_id" uuid NOT NULL,
	"contra_account_id" uuid NOT NULL,
	"original_request_id" uuid,
	"reverses_request_id" uuid,
	"demand_id" uuid,
	"source_document" text NOT NULL,
	"source_id" uuid NOT NULL,
	"source_label" text,
	"party_id" uuid,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_by" uuid,
	CONSTRAINT "stock_move_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "stock_move" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stock_move_cost" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"posting_date" date NOT NULL,
	"sequence" bigint NOT NULL,
	"goods" numeric(20, 4) DEFAULT '0' NOT NULL,
	"settlement" numeric(20, 4) DEFAULT '0' NOT NULL,
	"variance" numeric(20, 4) DEFAULT '0' NOT NULL,
	"adjusted" numeric(20, 4) DEFAULT '0' NOT NULL,
	"adjusted_same" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "stock_move_cost_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_move_cost_request" UNIQUE("tenant_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "stock_move_cost" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bin" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"code" text NOT NULL,
	"is_default" boolean,
	"kind" text DEFAULT 'storage' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "bin_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bin_code" UNIQUE("tenant_id","warehouse_id","code"),
	CONSTRAINT "bin_default" UNIQUE("tenant_id","warehouse_id","is_default")
);
--> statement-breakpoint
ALTER TABLE "bin" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "item_level" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"safety" numeric(20, 6) DEFAULT '0' NOT NULL,
	"reorder" numeric(20, 6) DEFAULT '0' NOT NULL,
	"maximum" numeric(20, 6),
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "item_level_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "item_level_once" UNIQUE("tenant_id","item_id","warehouse_id"),
	CONSTRAINT "item_level_bounds" CHECK ("item_level"."safety" >= 0 and "item_level"."reorder" >= 0 and "item_level"."maximum" >= 0)
);
--> statement-breakpoint
ALTER TABLE "item_level" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lot" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"code" text NOT NULL,
	"expiry_date" date,
	"received_date" date NOT NULL,
	"supplier_lot" text,
	"status" text DEFAULT 'available' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "lot_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "lot_code" UNIQUE("tenant_id","item_id","code")
);
--> statement-breakpoint
ALTER TABLE "lot" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "warehouse" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"kind" text NOT NULL,
	"address_lines" text[] DEFAULT '{}'::text[] NOT NULL,
	"country" text,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "warehouse_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "warehouse_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "warehouse" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"message_key" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"document" text,
	"document_id" uuid,
	"audience_permission" text,
	"audience_user_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"owner_id" uuid,
	"dedupe_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	CONSTRAINT "alert_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_approver" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"via" text NOT NULL,
	CONSTRAINT "approval_approver_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_approver_once" UNIQUE("tenant_id","step_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "approval_approver" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_decision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"instance_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"on_behalf_of_id" uuid,
	"on_behalf_of_name" text,
	"comment" text,
	"document_version" integer NOT NULL,
	CONSTRAINT "approval_decision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_decision_once" UNIQUE("tenant_id","instance_id","actor_id")
);
--> statement-breakpoint
ALTER TABLE "approval_decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_delegation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"note" text,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "approval_delegation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_delegation_period" CHECK ("approval_delegation"."to_date" >= "approval_delegation"."from_date"),
	CONSTRAINT "approval_delegation_other" CHECK ("approval_delegation"."to_user_id" <> "approval_delegation"."from_user_id")
);
--> statement-breakpoint
ALTER TABLE "approval_delegation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_flow" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"document" text NOT NULL,
	"transition" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "approval_flow_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_flow_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "approval_flow" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_flow_version" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"priority" integer NOT NULL,
	"condition" text NOT NULL,
	"steps" jsonb NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "approval_flow_version_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_flow_version_number" UNIQUE("tenant_id","flow_id","number")
);
--> statement-breakpoint
ALTER TABLE "approval_flow_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_instance" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"label" text,
	"transition" text NOT NULL,
	"command" text NOT NULL,
	"input" jsonb NOT NULL,
	"permission" text,
	"requester_id" uuid NOT NULL,
	"requester_name" text NOT NULL,
	"scopes" text[],
	"amount" numeric(20, 4),
	"facts" jsonb NOT NULL,
	"facts_hash" text NOT NULL,
	"document_version" integer NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"executed_at" timestamp with time zone,
	"stopped_code" text,
	"stopped_params" jsonb,
	CONSTRAINT "approval_instance_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "approval_instance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "approval_step" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"stage" integer NOT NULL,
	"branch" integer NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"approvers" jsonb NOT NULL,
	"needed" integer,
	"status" text NOT NULL,
	"opened_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"remind_hours" integer,
	"remind_at" timestamp with time zone,
	"reminders" integer DEFAULT 0 NOT NULL,
	"escalate_hours" integer,
	"escalate_to" jsonb,
	"escalate_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"fallback" boolean DEFAULT false NOT NULL,
	CONSTRAINT "approval_step_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approval_step_position" UNIQUE("tenant_id","instance_id","position")
);
--> statement-breakpoint
ALTER TABLE "approval_step" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attachment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"added_by" uuid NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_by" uuid,
	CONSTRAINT "attachment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "attachment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "comment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"body" text NOT NULL,
	"mentions" uuid[] NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "comment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "comment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "default_view" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"user_id" uuid NOT NULL,
	"view_id" uuid,
	CONSTRAINT "default_view_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "default_view_once" UNIQUE("tenant_id","user_id","list")
);
--> statement-breakpoint
ALTER TABLE "default_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_view" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"query" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_view_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_chain_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "audit_chain_sequence" UNIQUE("tenant_id","sequence"),
	CONSTRAINT "audit_chain_audit" UNIQUE("tenant_id","audit_id")
);
--> statement-breakpoint
ALTER TABLE "audit_chain" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"actor_id" uuid,
	"actor_kind" text NOT NULL,
	"company_id" uuid,
	"action" text NOT NULL,
	"document" text,
	"document_id" uuid,
	"label" text,
	"before" jsonb,
	"after" jsonb,
	"request_id" text,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"type" text NOT NULL,
	"company_id" uuid,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"actor_id" uuid,
	"payload" jsonb NOT NULL,
	CONSTRAINT "event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"input_hash" text NOT NULL,
	"response" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "idempotency_key_once" UNIQUE("tenant_id","actor_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_failure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"type" text NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"attempts" integer NOT NULL,
	"error" text NOT NULL,
	"state" text NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_failure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "event_failure_once" UNIQUE("tenant_id","event_id","reaction")
);
--> statement-breakpoint
ALTER TABLE "event_failure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role_ids" uuid[] NOT NULL,
	"companies" uuid[],
	"invited_by_name" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "invitation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "membership" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"companies" uuid[],
	"manager_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "membership_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "membership_user" UNIQUE("tenant_id","user_id"),
	CONSTRAINT "membership_not_own_manager" CHECK ("membership"."manager_id" <> "membership"."id")
);
--> statement-breakpoint
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "membership_role" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	CONSTRAINT "membership_role_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "membership_role_once" UNIQUE("tenant_id","membership_id","role_id")
);
--> statement-breakpoint
ALTER TABLE "membership_role" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "password_reset" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "password_reset_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "password_reset" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"system" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "role_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "role" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_permission" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"permission" text NOT NULL,
	"scope" text NOT NULL,
	"amount_limit" numeric(20, 4),
	CONSTRAINT "role_permission_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_permission_once" UNIQUE("tenant_id","role_id","permission")
);
--> statement-breakpoint
ALTER TABLE "role_permission" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"pending" boolean DEFAULT false NOT NULL,
	"tenant_id" uuid,
	"name" text,
	"scopes" text[],
	"used_in" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"device" text,
	"ip" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "session_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_throttle" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"password_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"totp_secret" text,
	"totp_enabled_at" timestamp with time zone,
	"totp_last_step" bigint,
	"recovery_codes" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_account_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "user_account" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_reference" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_table" text NOT NULL,
	"source_key" text NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_reference_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_reference_row" UNIQUE("tenant_id","source","source_table","source_key")
);
--> statement-breakpoint
ALTER TABLE "import_reference" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notification_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"alert_mail" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "notification_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "notification_setting_user" UNIQUE("tenant_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "notification_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"sealed" text NOT NULL,
	"min_severity" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"last_at" timestamp with time zone,
	"last_status" integer,
	"last_error" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "webhook_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "webhook_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "webhook" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_counter" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"period" text NOT NULL,
	"next" bigint NOT NULL,
	CONSTRAINT "number_counter_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "number_counter_period" UNIQUE("tenant_id","series_id","period")
);
--> statement-breakpoint
ALTER TABLE "number_counter" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_series" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"document" text NOT NULL,
	"pattern" text NOT NULL,
	"gapless" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "number_series_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "number_series_document" UNIQUE("tenant_id","company_id","document")
);
--> statement-breakpoint
ALTER TABLE "number_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "log_cursor" (
	"reader" text PRIMARY KEY NOT NULL,
	"xid" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "log_cursor" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"document" text NOT NULL,
	"triggers" text[] NOT NULL,
	"scope" text NOT NULL,
	"owner_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb,
	"draft_stage" text,
	"shadow_version_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "rule_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rule_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "rule" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_decision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"judgement_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"label" text,
	"trigger" text NOT NULL,
	"line_id" uuid,
	"line_label" text,
	"result" text NOT NULL,
	"effect" text NOT NULL,
	"facts" jsonb NOT NULL,
	"message_en" text NOT NULL,
	"message_zh" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"shadow" boolean DEFAULT false NOT NULL,
	CONSTRAINT "rule_decision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rule_decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_finding" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"label" text,
	"line_label" text,
	"rule_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"judgement_id" uuid NOT NULL,
	"opened_by" uuid NOT NULL,
	"effect" text NOT NULL,
	"result" text NOT NULL,
	"message_en" text NOT NULL,
	"message_zh" text NOT NULL,
	"override_permission" text,
	"facts_hash" text NOT NULL,
	"state" text NOT NULL,
	"overridden_hash" text,
	"override_id" uuid,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "rule_finding_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rule_finding_subject" UNIQUE("tenant_id","document_id","rule_id","subject_id")
);
--> statement-breakpoint
ALTER TABLE "rule_finding" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_judgement" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"label" text,
	"trigger" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"version_ids" uuid[] NOT NULL,
	"facts" json NOT NULL,
	CONSTRAINT "rule_judgement_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rule_judgement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_override" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"finding_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"judgement_id" uuid NOT NULL,
	"document" text NOT NULL,
	"document_id" uuid NOT NULL,
	"facts_hash" text NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	CONSTRAINT "rule_override_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rule_override" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_simulation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"rule_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	CONSTRAINT "rule_simulation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rule_simulation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_version" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"mode" text DEFAULT 'live' NOT NULL,
	"condition" text NOT NULL,
	"effect" text NOT NULL,
	"message_en" text NOT NULL,
	"message_zh" text NOT NULL,
	"override_permission" text,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "rule_version_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rule_version_number" UNIQUE("tenant_id","rule_id","number")
);
--> statement-breakpoint
ALTER TABLE "rule_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "company" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"base_currency" text NOT NULL,
	"country" text NOT NULL,
	"tax_id" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"address_lines" text[] DEFAULT '{}'::text[] NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "company_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "company_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "company" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tenant_key_number" UNIQUE("tenant_id","number")
);
--> statement-breakpoint
ALTER TABLE "tenant_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_match_limit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_kind" text NOT NULL,
	"price_above_percent" numeric(9, 4),
	"price_above_amount" numeric(20, 4),
	"price_below_percent" numeric(9, 4),
	"price_below_amount" numeric(20, 4),
	"quantity_above_percent" numeric(9, 4),
	"quantity_above_quantity" numeric(20, 6),
	"quantity_below_percent" numeric(9, 4),
	"quantity_below_quantity" numeric(20, 6),
	"freight_above_percent" numeric(9, 4),
	"freight_above_amount" numeric(20, 4),
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_match_limit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_match_limit_kind" UNIQUE("tenant_id","company_id","item_kind"),
	CONSTRAINT "purchase_match_limit_bounds" CHECK (least(price_above_percent, price_above_amount, price_below_percent, price_below_amount, quantity_above_percent, quantity_above_quantity,
        quantity_below_percent, quantity_below_quantity, freight_above_percent, freight_above_amount) >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_match_limit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_match_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"outside_action" text DEFAULT 'block' NOT NULL,
	"duplicate_days" integer DEFAULT 30 NOT NULL,
	"exchange_variance" text DEFAULT 'cost' NOT NULL,
	"service_policy" text DEFAULT 'two_way' NOT NULL,
	"allowance_account_id" uuid,
	"charge_account_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_match_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_match_setting_company" UNIQUE("tenant_id","company_id"),
	CONSTRAINT "purchase_match_setting_days" CHECK (duplicate_days between 0 and 366)
);
--> statement-breakpoint
ALTER TABLE "purchase_match_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_invoice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"supplier_number" text NOT NULL,
	"duplicate_key" text NOT NULL,
	"document_year" integer NOT NULL,
	"supplier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"supplier_name" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"tax_date" date NOT NULL,
	"due_date" date,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"payment_term_id" uuid,
	"stated_tax" numeric(20, 4),
	"rounding" numeric(20, 4) DEFAULT '0' NOT NULL,
	"prepaid" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"computed_tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"taxes" jsonb NOT NULL,
	"payment_blocks" text[] DEFAULT '{}'::text[] NOT NULL,
	"origin" text DEFAULT 'manual' NOT NULL,
	"order_reference" text,
	"entry_id" uuid,
	"reversal_entry_id" uuid,
	"invoice_id" uuid,
	"historical" boolean DEFAULT false NOT NULL,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_invoice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_invoice_number" UNIQUE("tenant_id","company_id","kind","number")
);
--> statement-breakpoint
ALTER TABLE "supplier_invoice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_invoice_block" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"line_id" uuid,
	"kind" text NOT NULL,
	"side" text,
	"stated" text,
	"expected" text,
	"allowed" text,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_invoice_block_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "supplier_invoice_block" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_invoice_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid,
	"order_line_id" uuid,
	"receipt_line_id" uuid,
	"return_line_id" uuid,
	"original_line_id" uuid,
	"allowance" boolean DEFAULT false NOT NULL,
	"item_id" uuid,
	"stocked" boolean DEFAULT false NOT NULL,
	"description" text NOT NULL,
	"supplier_item_code" text,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"unit_quantity" numeric(20, 6) NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"unmatched_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"unmatched_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"credited_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"credited_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "supplier_invoice_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_invoice_line_bounds" CHECK (quantity >= 0 and credited_quantity between 0 and quantity)
);
--> statement-breakpoint
ALTER TABLE "supplier_invoice_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_invoice_match" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"invoice_line_id" uuid NOT NULL,
	"receipt_line_id" uuid,
	"return_line_id" uuid,
	"undoes_id" uuid,
	"credited_line_id" uuid,
	"quantity" numeric(20, 6) NOT NULL,
	"cleared" numeric(20, 4) NOT NULL,
	"cleared_base" numeric(20, 4) NOT NULL,
	"price_variance" numeric(20, 4) DEFAULT '0' NOT NULL,
	"exchange_variance" numeric(20, 4) DEFAULT '0' NOT NULL,
	"adjusted" numeric(20, 4) DEFAULT '0' NOT NULL,
	"expensed" numeric(20, 4) DEFAULT '0' NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"posting_date" date NOT NULL,
	"reversed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_invoice_match_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "supplier_invoice_match" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "landed_cost" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date,
	"posted_at" timestamp with time zone,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"on_hand" numeric(20, 4),
	"consumed" numeric(20, 4),
	"invoice_id" uuid,
	"description" text,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "landed_cost_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "landed_cost_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "landed_cost" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "landed_cost_charge" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"landed_cost_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"description" text,
	"method" text NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"base_amount" numeric(20, 4) NOT NULL,
	CONSTRAINT "landed_cost_charge_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "landed_cost_charge_amount" CHECK (amount <> 0)
);
--> statement-breakpoint
ALTER TABLE "landed_cost_charge" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "landed_cost_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"landed_cost_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"receipt_id" uuid NOT NULL,
	"receipt_line_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value" numeric(20, 4) NOT NULL,
	"share" numeric(20, 4) NOT NULL,
	"on_hand" numeric(20, 4),
	"consumed" numeric(20, 4),
	CONSTRAINT "landed_cost_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "landed_cost_line_once" UNIQUE("tenant_id","landed_cost_id","receipt_line_id")
);
--> statement-breakpoint
ALTER TABLE "landed_cost_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"kind" text DEFAULT 'standard' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"document_date" date NOT NULL,
	"requested_date" date,
	"supplier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"supplier_name" text NOT NULL,
	"supplier_reference" text,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"payment_term_id" uuid,
	"buyer_id" uuid,
	"requester_id" uuid,
	"warehouse_id" uuid,
	"delivery_address" jsonb,
	"supplier_address" jsonb,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"discount_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"approved_base_net" numeric(20, 4),
	"receipt_progress" text DEFAULT 'none' NOT NULL,
	"billing_progress" text DEFAULT 'none' NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"blanket_amount" numeric(20, 4),
	"allowance_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"called_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"blanket_id" uuid,
	"rfq_id" uuid,
	"quotation_id" uuid,
	"copied_from_id" uuid,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"sent_at" timestamp with time zone,
	"sent_to" text,
	"confirmed_at" timestamp with time zone,
	"reason" text,
	"note" text,
	"internal_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_order_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_order_number" UNIQUE("tenant_id","company_id","number"),
	CONSTRAINT "purchase_order_blanket_of" CHECK ((kind = 'call_off') = (blanket_id is not null)),
	CONSTRAINT "purchase_order_period" CHECK (valid_to >= valid_from),
	CONSTRAINT "purchase_order_allowance" CHECK (allowance_percent between 0 and 100 and blanket_amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_order" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text DEFAULT 'item' NOT NULL,
	"item_id" uuid,
	"stocked" boolean DEFAULT false NOT NULL,
	"description" text NOT NULL,
	"supplier_item_code" text,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"list_price" numeric(20, 6),
	"price_source" jsonb,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"expense_account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"warehouse_id" uuid,
	"requested_date" date,
	"promised_date" date,
	"confirmed_quantity" numeric(20, 6),
	"amount" numeric(20, 4) NOT NULL,
	"document_discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"tax" numeric(20, 4) NOT NULL,
	"gross" numeric(20, 4) NOT NULL,
	"base_net" numeric(20, 4) NOT NULL,
	"base_gross" numeric(20, 4) NOT NULL,
	"base_cost" numeric(20, 4) NOT NULL,
	"received_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"returned_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"rejected_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"held_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"billed_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"billed_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"short_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"blanket_line_id" uuid,
	"called_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"quotation_line_id" uuid,
	"note" text,
	CONSTRAINT "purchase_order_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_order_line_item_named" CHECK (kind <> 'item' or item_id is not null),
	CONSTRAINT "purchase_order_line_progress" CHECK (quantity > 0 and received_quantity >= 0 and returned_quantity >= 0 and billed_quantity >= 0 and short_quantity between 0 and stock_quantity and called_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_order_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order_revision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"currency" text NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"gross" numeric(20, 4) NOT NULL,
	"base_net" numeric(20, 4) NOT NULL,
	"lines" jsonb NOT NULL,
	"reason" text,
	"approved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_by" uuid,
	CONSTRAINT "purchase_order_revision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_order_revision_once" UNIQUE("tenant_id","order_id","revision")
);
--> statement-breakpoint
ALTER TABLE "purchase_order_revision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order_source" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"requisition_id" uuid NOT NULL,
	"requisition_line_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	CONSTRAINT "purchase_order_source_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_order_source_once" UNIQUE("tenant_id","order_line_id","requisition_line_id"),
	CONSTRAINT "purchase_order_source_bounds" CHECK (quantity > 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_order_source" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_shipment_notice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reference" text,
	"carrier" text,
	"tracking_number" text,
	"ship_date" date NOT NULL,
	"expected_date" date,
	"note" text,
	"receipt_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_shipment_notice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_shipment_notice_dates" CHECK (expected_date >= ship_date)
);
--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_shipment_notice_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	CONSTRAINT "purchase_shipment_notice_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_shipment_notice_line_bounds" CHECK (quantity > 0 and stock_quantity > 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_portal_link" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"mailed" boolean DEFAULT false NOT NULL,
	"note" text,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"last_used_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_portal_link_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "supplier_portal_link" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_for_quotation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"document_date" date NOT NULL,
	"due_date" date,
	"needed_on" date,
	"title" text,
	"warehouse_id" uuid,
	"buyer_id" uuid,
	"sent_at" timestamp with time zone,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "request_for_quotation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "request_for_quotation_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "request_for_quotation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_for_quotation_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"rfq_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text DEFAULT 'item' NOT NULL,
	"item_id" uuid,
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"needed_on" date,
	"warehouse_id" uuid,
	"expense_account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"requisition_line_id" uuid,
	"note" text,
	CONSTRAINT "request_for_quotation_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "request_for_quotation_line_bounds" CHECK (quantity > 0 and stock_quantity > 0)
);
--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "request_for_quotation_supplier" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"rfq_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_to" text,
	"declined" boolean DEFAULT false NOT NULL,
	"decline_reason" text,
	CONSTRAINT "request_for_quotation_supplier_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "request_for_quotation_supplier_once" UNIQUE("tenant_id","rfq_id","supplier_id")
);
--> statement-breakpoint
ALTER TABLE "request_for_quotation_supplier" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_quotation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"rfq_id" uuid,
	"supplier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"supplier_name" text NOT NULL,
	"supplier_reference" text,
	"document_date" date NOT NULL,
	"valid_until" date,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"payment_term_id" uuid,
	"lead_time_days" integer,
	"freight" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_quotation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_quotation_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "supplier_quotation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_quotation_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"quotation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"rfq_line_id" uuid,
	"kind" text DEFAULT 'item' NOT NULL,
	"item_id" uuid,
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"base_net" numeric(20, 4) NOT NULL,
	"lead_time_days" integer,
	"supplier_item_code" text,
	"awarded_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"note" text,
	CONSTRAINT "supplier_quotation_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_quotation_line_once" UNIQUE("tenant_id","quotation_id","rfq_line_id"),
	CONSTRAINT "supplier_quotation_line_bounds" CHECK (quantity > 0 and stock_quantity > 0 and unit_price >= 0 and awarded_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "supplier_quotation_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goods_receipt" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"supplier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"supplier_name" text NOT NULL,
	"delivery_note" text,
	"carrier" text,
	"document_date" date NOT NULL,
	"posting_date" date,
	"posted_at" timestamp with time zone,
	"value" numeric(20, 4) DEFAULT '0' NOT NULL,
	"historical" boolean DEFAULT false NOT NULL,
	"entry_id" uuid,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "goods_receipt_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "goods_receipt_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "goods_receipt" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goods_receipt_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"item_id" uuid,
	"stocked" boolean NOT NULL,
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"unit_quantity" numeric(20, 6) NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"rejected_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"rejection_reason" text,
	"final" boolean DEFAULT false NOT NULL,
	"short_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"held_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"hold_reason" text,
	"warehouse_id" uuid,
	"bin_id" uuid,
	"lot_id" uuid,
	"lot_code" text,
	"expiry_date" date,
	"expense_account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"price" numeric(20, 6) NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"billed_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"billed_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"billed_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"returned_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"returned_unbilled" numeric(20, 6) DEFAULT '0' NOT NULL,
	"returned_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"returned_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "goods_receipt_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "goods_receipt_line_bounds" CHECK (quantity >= 0 and rejected_quantity >= 0 and held_quantity between 0 and quantity and returned_quantity between 0 and quantity
        and returned_unbilled between 0 and returned_quantity and billed_quantity >= 0 and billed_quantity + returned_unbilled <= quantity)
);
--> statement-breakpoint
ALTER TABLE "goods_receipt_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "receipt_inspection" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"receipt_line_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"reason" text,
	"bin_id" uuid,
	"return_id" uuid,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	CONSTRAINT "receipt_inspection_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "receipt_inspection_quantity" CHECK (quantity > 0)
);
--> statement-breakpoint
ALTER TABLE "receipt_inspection" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_return" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"supplier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"supplier_name" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date,
	"posted_at" timestamp with time zone,
	"carrier" text,
	"reason" text NOT NULL,
	"replacement" boolean DEFAULT false NOT NULL,
	"value" numeric(20, 4) DEFAULT '0' NOT NULL,
	"entry_id" uuid,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_return_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_return_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "supplier_return" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_return_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"receipt_id" uuid NOT NULL,
	"receipt_line_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"item_id" uuid,
	"stocked" boolean NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"warehouse_id" uuid,
	"bin_id" uuid,
	"lot_id" uuid,
	"from_hold" boolean DEFAULT false NOT NULL,
	"short_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"base_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"unbilled_cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"billed_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"billed_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"credited_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"credited_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "supplier_return_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_return_line_bounds" CHECK (quantity > 0 and billed_quantity between 0 and quantity and credited_quantity between 0 and billed_quantity)
);
--> statement-breakpoint
ALTER TABLE "supplier_return_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_requisition" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"origin" text DEFAULT 'manual' NOT NULL,
	"document_date" date NOT NULL,
	"needed_on" date,
	"requester_id" uuid,
	"purpose" text,
	"warehouse_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"reorder_item_id" uuid,
	"reorder_warehouse_id" uuid,
	"source_id" uuid,
	"source_label" text,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"order_progress" text DEFAULT 'none' NOT NULL,
	"approved_at" date,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_requisition_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_requisition_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "purchase_requisition" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_requisition_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"requisition_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text DEFAULT 'item' NOT NULL,
	"item_id" uuid,
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"supplier_id" uuid,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"unit_price" numeric(20, 6) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"needed_on" date,
	"warehouse_id" uuid,
	"expense_account_id" uuid,
	"cost_center_id" uuid,
	"project_id" uuid,
	"ordered_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"source_line_id" uuid,
	"note" text,
	CONSTRAINT "purchase_requisition_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_requisition_line_item_named" CHECK (kind = 'service' or item_id is not null),
	CONSTRAINT "purchase_requisition_line_bounds" CHECK (quantity > 0 and stock_quantity > 0 and ordered_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_item_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"preferred_supplier_id" uuid,
	"over_receipt_percent" numeric(9, 4),
	"under_receipt_percent" numeric(9, 4),
	"over_receipt_action" text,
	"inspect" boolean DEFAULT false NOT NULL,
	"expense_account_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_item_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_item_setting_item" UNIQUE("tenant_id","company_id","item_id"),
	CONSTRAINT "purchase_item_setting_bounds" CHECK (over_receipt_percent >= 0 and under_receipt_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "purchase_item_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"over_receipt_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"under_receipt_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"over_receipt_action" text DEFAULT 'refuse' NOT NULL,
	"revision_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"revision_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"default_warehouse_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "purchase_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_setting_company" UNIQUE("tenant_id","company_id"),
	CONSTRAINT "purchase_setting_bounds" CHECK (over_receipt_percent >= 0 and under_receipt_percent between 0 and 100 and revision_percent >= 0 and revision_amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"tax_country" text,
	"currency" text NOT NULL,
	"payment_term_id" uuid,
	"buyer_id" uuid,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"tax_exempt" boolean DEFAULT false NOT NULL,
	"lead_time_days" integer DEFAULT 0 NOT NULL,
	"minimum_order" numeric(20, 4),
	"order_multiple" numeric(20, 6),
	"over_receipt_percent" numeric(9, 4),
	"under_receipt_percent" numeric(9, 4),
	"over_receipt_action" text,
	"match_policy" text DEFAULT 'three_way' NOT NULL,
	"match_limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"warehouse_id" uuid,
	"order_email" text,
	"block" text DEFAULT 'none' NOT NULL,
	"block_reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_code" UNIQUE("tenant_id","company_id","code"),
	CONSTRAINT "supplier_party" UNIQUE("tenant_id","company_id","party_id"),
	CONSTRAINT "supplier_bounds" CHECK (lead_time_days between 0 and 3650 and minimum_order >= 0 and order_multiple > 0 and over_receipt_percent >= 0 and under_receipt_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "supplier" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supplier_price" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"item_id" uuid,
	"category_id" uuid,
	"unit_id" uuid,
	"currency" text NOT NULL,
	"min_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"order_minimum" numeric(20, 6),
	"order_multiple" numeric(20, 6),
	"lead_time_days" integer,
	"supplier_item_code" text,
	"agreement" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "supplier_price_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "supplier_price_tie" UNIQUE NULLS NOT DISTINCT("tenant_id","supplier_id","item_id","category_id","unit_id","currency","min_quantity","valid_from"),
	CONSTRAINT "supplier_price_target" CHECK (num_nonnulls(item_id, category_id) = 1),
	CONSTRAINT "supplier_price_dates" CHECK (valid_to >= valid_from),
	CONSTRAINT "supplier_price_bounds" CHECK (unit_price >= 0 and min_quantity >= 0 and discount_percent between 0 and 100 and order_minimum >= 0 and order_multiple > 0 and lead_time_days between 0 and 3650)
);
--> statement-breakpoint
ALTER TABLE "supplier_price" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"group_id" uuid,
	"price_list_id" uuid,
	"currency" text NOT NULL,
	"payment_term_id" uuid,
	"sales_person_id" uuid,
	"credit_limit" numeric(20, 4),
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"tax_exempt" boolean DEFAULT false NOT NULL,
	"ship_policy" text DEFAULT 'partial' NOT NULL,
	"invoice_policy" text DEFAULT 'shipped' NOT NULL,
	"warehouse_id" uuid,
	"block" text DEFAULT 'none' NOT NULL,
	"block_reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "customer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customer_code" UNIQUE("tenant_id","company_id","code"),
	CONSTRAINT "customer_party" UNIQUE("tenant_id","company_id","party_id"),
	CONSTRAINT "customer_credit_limit" CHECK (credit_limit >= 0)
);
--> statement-breakpoint
ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_exposure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"orders" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "customer_exposure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customer_exposure_customer" UNIQUE("tenant_id","customer_id")
);
--> statement-breakpoint
ALTER TABLE "customer_exposure" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_group" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"price_list_id" uuid,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "customer_group_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customer_group_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "customer_group" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_item_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"over_delivery_percent" numeric(9, 4),
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "sales_item_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_item_setting_item" UNIQUE("tenant_id","company_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "sales_item_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"over_delivery_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"median_sample" integer DEFAULT 20 NOT NULL,
	"quote_validity_days" integer DEFAULT 30 NOT NULL,
	"default_warehouse_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "sales_setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_setting_company" UNIQUE("tenant_id","company_id"),
	CONSTRAINT "sales_setting_bounds" CHECK (over_delivery_percent >= 0 and median_sample between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "sales_setting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"document_date" date NOT NULL,
	"posting_date" date,
	"address" jsonb,
	"carrier" text,
	"tracking_number" text,
	"packages" integer,
	"posted_at" timestamp with time zone,
	"cost" numeric(20, 4) DEFAULT '0' NOT NULL,
	"historical" boolean DEFAULT false NOT NULL,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "delivery_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "delivery_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"description" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bin_id" uuid,
	"lot_id" uuid,
	"planned_quantity" numeric(20, 6) NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"returned_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"invoiced_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"cost" numeric(20, 4),
	CONSTRAINT "delivery_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "delivery_line_bounds" CHECK (planned_quantity >= 0 and quantity >= 0 and returned_quantity between 0 and quantity and invoiced_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "delivery_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_invoice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"customer_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"customer_reference" text,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"tax_date" date NOT NULL,
	"due_date" date,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"payment_term_id" uuid,
	"sales_person_id" uuid,
	"billing_address" jsonb,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"rounding" numeric(20, 4) DEFAULT '0' NOT NULL,
	"taxes" jsonb NOT NULL,
	"entry_id" uuid,
	"reversal_entry_id" uuid,
	"invoice_id" uuid,
	"return_id" uuid,
	"reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "customer_invoice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customer_invoice_number" UNIQUE("tenant_id","company_id","kind","number")
);
--> statement-breakpoint
ALTER TABLE "customer_invoice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_invoice_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid,
	"order_line_id" uuid,
	"delivery_line_id" uuid,
	"original_line_id" uuid,
	"allowance" boolean DEFAULT false NOT NULL,
	"customer_id" uuid NOT NULL,
	"item_id" uuid,
	"category_id" uuid,
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_quantity" numeric(20, 6) NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"amount" numeric(20, 4) NOT NULL,
	"document_discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"tax" numeric(20, 4) NOT NULL,
	"gross" numeric(20, 4) NOT NULL,
	"base_net" numeric(20, 4) NOT NULL,
	"revenue_account_id" uuid,
	"credited_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"credited_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_unit_price" numeric(20, 6),
	"posted_on" date,
	"unbilled_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"unbilled_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"deferred_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"deferred_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	CONSTRAINT "customer_invoice_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customer_invoice_line_credited" CHECK (credited_quantity >= 0 and credited_amount >= 0)
);
--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_order" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"document_date" date NOT NULL,
	"valid_until" date,
	"requested_date" date,
	"customer_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"customer_reference" text,
	"currency" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"payment_term_id" uuid,
	"sales_person_id" uuid,
	"warehouse_id" uuid,
	"ship_policy" text NOT NULL,
	"invoice_policy" text NOT NULL,
	"delivery_address" jsonb,
	"billing_address" jsonb,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"discount_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"tax" numeric(20, 4) DEFAULT '0' NOT NULL,
	"gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_net" numeric(20, 4) DEFAULT '0' NOT NULL,
	"base_gross" numeric(20, 4) DEFAULT '0' NOT NULL,
	"exposure" numeric(20, 4) DEFAULT '0' NOT NULL,
	"reservation_progress" text DEFAULT 'none' NOT NULL,
	"delivery_progress" text DEFAULT 'none' NOT NULL,
	"billing_progress" text DEFAULT 'none' NOT NULL,
	"reason" text,
	"note" text,
	"internal_note" text,
	"copied_from_id" uuid,
	"return_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "sales_order_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_order_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "sales_order" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_order_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text DEFAULT 'item' NOT NULL,
	"item_id" uuid,
	"stocked" boolean DEFAULT false NOT NULL,
	"kit" boolean DEFAULT false NOT NULL,
	"kit_line_id" uuid,
	"kit_quantity" numeric(20, 6),
	"description" text NOT NULL,
	"unit_id" uuid,
	"unit_factor" numeric(20, 6) DEFAULT '1' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"stock_quantity" numeric(20, 6) NOT NULL,
	"list_price" numeric(20, 6),
	"price_source" jsonb,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"tax_code_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"requested_date" date,
	"warehouse_id" uuid,
	"amount" numeric(20, 4) NOT NULL,
	"document_discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"net" numeric(20, 4) NOT NULL,
	"tax" numeric(20, 4) NOT NULL,
	"gross" numeric(20, 4) NOT NULL,
	"base_net" numeric(20, 4) NOT NULL,
	"base_gross" numeric(20, 4) NOT NULL,
	"opened_quantity" numeric(20, 6) NOT NULL,
	"reserved_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"short_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"planned_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"delivered_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"returned_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"invoiced_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"credited_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"invoiced_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"invoiced_discount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"unbilled_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"unbilled_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"deferred_amount" numeric(20, 4) DEFAULT '0' NOT NULL,
	"deferred_base" numeric(20, 4) DEFAULT '0' NOT NULL,
	"note" text,
	CONSTRAINT "sales_order_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_order_line_item_named" CHECK (kind = 'freight' or item_id is not null),
	CONSTRAINT "sales_order_line_component" CHECK ((kind = 'component') = (kit_line_id is not null) and (kind = 'component') = (kit_quantity is not null) and not (kit and stocked)),
	CONSTRAINT "sales_order_line_progress" CHECK (delivered_quantity >= 0 and planned_quantity >= 0 and returned_quantity between 0 and delivered_quantity and invoiced_quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "sales_order_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"price_list_id" uuid NOT NULL,
	"item_id" uuid,
	"category_id" uuid,
	"unit_id" uuid,
	"min_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"unit_price" numeric(20, 6) NOT NULL,
	"discount_percent" numeric(9, 4) DEFAULT '0' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "price_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "price_tie" UNIQUE NULLS NOT DISTINCT("tenant_id","price_list_id","item_id","category_id","unit_id","min_quantity","valid_from"),
	CONSTRAINT "price_target" CHECK (num_nonnulls(item_id, category_id) = 1),
	CONSTRAINT "price_dates" CHECK (valid_to >= valid_from),
	CONSTRAINT "price_bounds" CHECK (unit_price >= 0 and min_quantity >= 0 and discount_percent between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "price" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_list" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"prices_include_tax" boolean DEFAULT false NOT NULL,
	"general" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "price_list_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "price_list_code" UNIQUE("tenant_id","company_id","code")
);
--> statement-breakpoint
ALTER TABLE "price_list" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_return" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"status" text NOT NULL,
	"number" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"document_date" date NOT NULL,
	"received_on" date,
	"reason" text NOT NULL,
	"credit_note_id" uuid,
	"replacement_order_id" uuid,
	"credit" boolean DEFAULT true NOT NULL,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "sales_return_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_return_number" UNIQUE("tenant_id","company_id","number")
);
--> statement-breakpoint
ALTER TABLE "sales_return" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_return_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"return_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"delivery_line_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"description" text NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"received_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"disposition" text NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"bin_id" uuid,
	"lot_id" uuid,
	"cost" numeric(20, 4),
	CONSTRAINT "sales_return_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_return_line_bounds" CHECK (quantity > 0 and received_quantity between 0 and quantity)
);
--> statement-breakpoint
ALTER TABLE "sales_return_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sales_day_total" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"day" date NOT NULL,
	"customer_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"category_id" uuid,
	"net" numeric(20, 4) NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"lines" integer NOT NULL,
	CONSTRAINT "sales_day_total_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_day_total_cell" UNIQUE("tenant_id","company_id","day","customer_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "sales_day_total" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_parent_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_role" ADD CONSTRAINT "account_role_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_center" ADD CONSTRAINT "cost_center_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_bank_account" ADD CONSTRAINT "company_bank_account_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_bank_account" ADD CONSTRAINT "company_bank_account_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_bank_account" ADD CONSTRAINT "party_bank_account_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_bank_account" ADD CONSTRAINT "party_bank_account_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_bank_account" ADD CONSTRAINT "party_bank_account_replaces_id_fk" FOREIGN KEY ("tenant_id","replaces_id") REFERENCES "public"."party_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_clearance" ADD CONSTRAINT "payment_clearance_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_clearance" ADD CONSTRAINT "payment_clearance_party_bank_account_id_fk" FOREIGN KEY ("tenant_id","party_bank_account_id") REFERENCES "public"."party_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_hold" ADD CONSTRAINT "payment_hold_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_company_bank_account_id_fk" FOREIGN KEY ("tenant_id","company_bank_account_id") REFERENCES "public"."company_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_statement_id_fk" FOREIGN KEY ("tenant_id","statement_id") REFERENCES "public"."bank_statement"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_company_bank_account_id_fk" FOREIGN KEY ("tenant_id","company_bank_account_id") REFERENCES "public"."company_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement_line" ADD CONSTRAINT "bank_statement_line_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_fiscal_year_id_fk" FOREIGN KEY ("tenant_id","fiscal_year_id") REFERENCES "public"."fiscal_year"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_cell" ADD CONSTRAINT "budget_cell_line_id_fk" FOREIGN KEY ("tenant_id","line_id") REFERENCES "public"."budget_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_demand" ADD CONSTRAINT "budget_demand_budget_id_fk" FOREIGN KEY ("tenant_id","budget_id") REFERENCES "public"."budget"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_demand" ADD CONSTRAINT "budget_demand_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_entry" ADD CONSTRAINT "budget_entry_cell_id_fk" FOREIGN KEY ("tenant_id","cell_id") REFERENCES "public"."budget_cell"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_excess" ADD CONSTRAINT "budget_excess_cell_id_fk" FOREIGN KEY ("tenant_id","cell_id") REFERENCES "public"."budget_cell"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_excess" ADD CONSTRAINT "budget_excess_override_id_fk" FOREIGN KEY ("tenant_id","override_id") REFERENCES "public"."budget_override"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_budget_id_fk" FOREIGN KEY ("tenant_id","budget_id") REFERENCES "public"."budget"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_override" ADD CONSTRAINT "budget_override_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_plan" ADD CONSTRAINT "budget_plan_budget_id_fk" FOREIGN KEY ("tenant_id","budget_id") REFERENCES "public"."budget"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_plan" ADD CONSTRAINT "budget_plan_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_plan" ADD CONSTRAINT "budget_plan_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_plan" ADD CONSTRAINT "budget_plan_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_revision" ADD CONSTRAINT "budget_revision_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_revision" ADD CONSTRAINT "budget_revision_budget_id_fk" FOREIGN KEY ("tenant_id","budget_id") REFERENCES "public"."budget"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_revision" ADD CONSTRAINT "budget_revision_target_budget_id_fk" FOREIGN KEY ("tenant_id","target_budget_id") REFERENCES "public"."budget"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_use" ADD CONSTRAINT "budget_use_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_use" ADD CONSTRAINT "budget_use_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_use" ADD CONSTRAINT "budget_use_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry" ADD CONSTRAINT "manual_entry_statement_line_id_fk" FOREIGN KEY ("tenant_id","statement_line_id") REFERENCES "public"."bank_statement_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry" ADD CONSTRAINT "manual_entry_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry" ADD CONSTRAINT "manual_entry_entry_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry" ADD CONSTRAINT "manual_entry_reversal_entry_id_fk" FOREIGN KEY ("tenant_id","reversal_entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry_line" ADD CONSTRAINT "manual_entry_line_manual_entry_id_fk" FOREIGN KEY ("tenant_id","manual_entry_id") REFERENCES "public"."manual_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry_line" ADD CONSTRAINT "manual_entry_line_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry_line" ADD CONSTRAINT "manual_entry_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_entry_line" ADD CONSTRAINT "manual_entry_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_statement_line_id_fk" FOREIGN KEY ("tenant_id","statement_line_id") REFERENCES "public"."bank_statement_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_bank_account_id_fk" FOREIGN KEY ("tenant_id","bank_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_entry_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_bank_entry_id_fk" FOREIGN KEY ("tenant_id","bank_entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_reversal_entry_id_fk" FOREIGN KEY ("tenant_id","reversal_entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_payment_id_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payment"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_open_item_id_fk" FOREIGN KEY ("tenant_id","open_item_id") REFERENCES "public"."open_item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_period_id_fk" FOREIGN KEY ("tenant_id","period_id") REFERENCES "public"."fiscal_period"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_reverses_id_fk" FOREIGN KEY ("tenant_id","reverses_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_entry_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_debit_item_id_fk" FOREIGN KEY ("tenant_id","debit_item_id") REFERENCES "public"."open_item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_credit_item_id_fk" FOREIGN KEY ("tenant_id","credit_item_id") REFERENCES "public"."open_item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_entry_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_reverses_id_fk" FOREIGN KEY ("tenant_id","reverses_id") REFERENCES "public"."allocation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_item" ADD CONSTRAINT "open_item_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_item" ADD CONSTRAINT "open_item_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_item" ADD CONSTRAINT "open_item_entry_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "public"."journal_entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party" ADD CONSTRAINT "party_payment_term_id_fk" FOREIGN KEY ("tenant_id","payment_term_id") REFERENCES "public"."payment_term"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_address" ADD CONSTRAINT "party_address_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_contact" ADD CONSTRAINT "party_contact_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal" ADD CONSTRAINT "payment_proposal_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal" ADD CONSTRAINT "payment_proposal_company_bank_account_id_fk" FOREIGN KEY ("tenant_id","company_bank_account_id") REFERENCES "public"."company_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ADD CONSTRAINT "payment_proposal_line_proposal_id_fk" FOREIGN KEY ("tenant_id","proposal_id") REFERENCES "public"."payment_proposal"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ADD CONSTRAINT "payment_proposal_line_open_item_id_fk" FOREIGN KEY ("tenant_id","open_item_id") REFERENCES "public"."open_item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ADD CONSTRAINT "payment_proposal_line_party_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."party"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ADD CONSTRAINT "payment_proposal_line_party_bank_account_id_fk" FOREIGN KEY ("tenant_id","party_bank_account_id") REFERENCES "public"."party_bank_account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_proposal_line" ADD CONSTRAINT "payment_proposal_line_payment_id_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payment"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD CONSTRAINT "fiscal_period_fiscal_year_id_fk" FOREIGN KEY ("tenant_id","fiscal_year_id") REFERENCES "public"."fiscal_year"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fiscal_year" ADD CONSTRAINT "fiscal_year_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_revaluation" ADD CONSTRAINT "currency_revaluation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_revaluation" ADD CONSTRAINT "currency_revaluation_period_id_fk" FOREIGN KEY ("tenant_id","period_id") REFERENCES "public"."fiscal_period"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_revaluation_line" ADD CONSTRAINT "currency_revaluation_line_revaluation_id_fk" FOREIGN KEY ("tenant_id","revaluation_id") REFERENCES "public"."currency_revaluation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_revaluation_line" ADD CONSTRAINT "currency_revaluation_line_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_currency" ADD CONSTRAINT "company_currency_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_finance" ADD CONSTRAINT "company_finance_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_rate" ADD CONSTRAINT "exchange_rate_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_code" ADD CONSTRAINT "tax_code_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_tax_code_id_fk" FOREIGN KEY ("tenant_id","tax_code_id") REFERENCES "public"."tax_code"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_account_id_fk" FOREIGN KEY ("tenant_id","account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_reverse_account_id_fk" FOREIGN KEY ("tenant_id","reverse_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment" ADD CONSTRAINT "stock_adjustment_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment" ADD CONSTRAINT "stock_adjustment_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ADD CONSTRAINT "stock_adjustment_line_adjustment_id_fk" FOREIGN KEY ("tenant_id","adjustment_id") REFERENCES "public"."stock_adjustment"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ADD CONSTRAINT "stock_adjustment_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ADD CONSTRAINT "stock_adjustment_line_unit_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ADD CONSTRAINT "stock_adjustment_line_bin_id_fk" FOREIGN KEY ("tenant_id","bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_adjustment_line" ADD CONSTRAINT "stock_adjustment_line_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_count_id_fk" FOREIGN KEY ("tenant_id","count_id") REFERENCES "public"."stock_count"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_bin_id_fk" FOREIGN KEY ("tenant_id","bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_revaluation" ADD CONSTRAINT "stock_revaluation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_revaluation_line" ADD CONSTRAINT "stock_revaluation_line_revaluation_id_fk" FOREIGN KEY ("tenant_id","revaluation_id") REFERENCES "public"."stock_revaluation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_revaluation_line" ADD CONSTRAINT "stock_revaluation_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer" ADD CONSTRAINT "stock_transfer_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer" ADD CONSTRAINT "stock_transfer_from_warehouse_id_fk" FOREIGN KEY ("tenant_id","from_warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer" ADD CONSTRAINT "stock_transfer_to_warehouse_id_fk" FOREIGN KEY ("tenant_id","to_warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ADD CONSTRAINT "stock_transfer_line_transfer_id_fk" FOREIGN KEY ("tenant_id","transfer_id") REFERENCES "public"."stock_transfer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ADD CONSTRAINT "stock_transfer_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ADD CONSTRAINT "stock_transfer_line_unit_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ADD CONSTRAINT "stock_transfer_line_from_bin_id_fk" FOREIGN KEY ("tenant_id","from_bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_transfer_line" ADD CONSTRAINT "stock_transfer_line_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_category_id_fk" FOREIGN KEY ("tenant_id","category_id") REFERENCES "public"."item_category"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_stock_unit_id_fk" FOREIGN KEY ("tenant_id","stock_unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_sales_unit_id_fk" FOREIGN KEY ("tenant_id","sales_unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_purchase_unit_id_fk" FOREIGN KEY ("tenant_id","purchase_unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_account" ADD CONSTRAINT "item_account_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_account" ADD CONSTRAINT "item_account_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_account" ADD CONSTRAINT "item_account_category_id_fk" FOREIGN KEY ("tenant_id","category_id") REFERENCES "public"."item_category"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_barcode" ADD CONSTRAINT "item_barcode_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_barcode" ADD CONSTRAINT "item_barcode_unit_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_category" ADD CONSTRAINT "item_category_parent_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."item_category"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_component" ADD CONSTRAINT "item_component_kit_id_fk" FOREIGN KEY ("tenant_id","kit_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_component" ADD CONSTRAINT "item_component_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_unit" ADD CONSTRAINT "item_unit_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_unit" ADD CONSTRAINT "item_unit_unit_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."unit_of_measure"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_valuation" ADD CONSTRAINT "item_valuation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_valuation" ADD CONSTRAINT "item_valuation_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_bin_id_fk" FOREIGN KEY ("tenant_id","bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_bin_id_fk" FOREIGN KEY ("tenant_id","bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_balance" ADD CONSTRAINT "stock_balance_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_checkpoint" ADD CONSTRAINT "stock_checkpoint_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_checkpoint" ADD CONSTRAINT "stock_checkpoint_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer" ADD CONSTRAINT "stock_layer_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer" ADD CONSTRAINT "stock_layer_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer" ADD CONSTRAINT "stock_layer_move_id_fk" FOREIGN KEY ("tenant_id","move_id") REFERENCES "public"."stock_move"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_balance" ADD CONSTRAINT "stock_layer_balance_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_balance" ADD CONSTRAINT "stock_layer_balance_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_balance" ADD CONSTRAINT "stock_layer_balance_id_fk" FOREIGN KEY ("tenant_id","id") REFERENCES "public"."stock_layer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_use" ADD CONSTRAINT "stock_layer_use_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_use" ADD CONSTRAINT "stock_layer_use_layer_id_fk" FOREIGN KEY ("tenant_id","layer_id") REFERENCES "public"."stock_layer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_layer_use" ADD CONSTRAINT "stock_layer_use_move_id_fk" FOREIGN KEY ("tenant_id","move_id") REFERENCES "public"."stock_move"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_month" ADD CONSTRAINT "stock_month_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_month" ADD CONSTRAINT "stock_month_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_month" ADD CONSTRAINT "stock_month_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_month" ADD CONSTRAINT "stock_month_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_bin_id_fk" FOREIGN KEY ("tenant_id","bin_id") REFERENCES "public"."bin"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_lot_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move_cost" ADD CONSTRAINT "stock_move_cost_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_move_cost" ADD CONSTRAINT "stock_move_cost_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bin" ADD CONSTRAINT "bin_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bin" ADD CONSTRAINT "bin_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_level" ADD CONSTRAINT "item_level_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_level" ADD CONSTRAINT "item_level_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_level" ADD CONSTRAINT "item_level_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse" ADD CONSTRAINT "warehouse_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_approver" ADD CONSTRAINT "approval_approver_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_approver" ADD CONSTRAINT "approval_approver_instance_id_fk" FOREIGN KEY ("tenant_id","instance_id") REFERENCES "public"."approval_instance"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_approver" ADD CONSTRAINT "approval_approver_step_id_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."approval_step"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_instance_id_fk" FOREIGN KEY ("tenant_id","instance_id") REFERENCES "public"."approval_instance"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_step_id_fk" FOREIGN KEY ("tenant_id","step_id") REFERENCES "public"."approval_step"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_flow_version" ADD CONSTRAINT "approval_flow_version_flow_id_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."approval_flow"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_instance" ADD CONSTRAINT "approval_instance_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_instance" ADD CONSTRAINT "approval_instance_flow_id_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."approval_flow"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_instance" ADD CONSTRAINT "approval_instance_version_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."approval_flow_version"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_instance_id_fk" FOREIGN KEY ("tenant_id","instance_id") REFERENCES "public"."approval_instance"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_manager_id_fk" FOREIGN KEY ("tenant_id","manager_id") REFERENCES "public"."membership"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_role" ADD CONSTRAINT "membership_role_membership_id_fk" FOREIGN KEY ("tenant_id","membership_id") REFERENCES "public"."membership"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_role" ADD CONSTRAINT "membership_role_role_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."role"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_role_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."role"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_counter" ADD CONSTRAINT "number_counter_series_id_fk" FOREIGN KEY ("tenant_id","series_id") REFERENCES "public"."number_series"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_series" ADD CONSTRAINT "number_series_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_decision" ADD CONSTRAINT "rule_decision_rule_id_fk" FOREIGN KEY ("tenant_id","rule_id") REFERENCES "public"."rule"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_decision" ADD CONSTRAINT "rule_decision_version_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."rule_version"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_decision" ADD CONSTRAINT "rule_decision_judgement_id_fk" FOREIGN KEY ("tenant_id","judgement_id") REFERENCES "public"."rule_judgement"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_finding" ADD CONSTRAINT "rule_finding_rule_id_fk" FOREIGN KEY ("tenant_id","rule_id") REFERENCES "public"."rule"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_finding" ADD CONSTRAINT "rule_finding_version_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."rule_version"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_finding" ADD CONSTRAINT "rule_finding_judgement_id_fk" FOREIGN KEY ("tenant_id","judgement_id") REFERENCES "public"."rule_judgement"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_judgement" ADD CONSTRAINT "rule_judgement_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_override" ADD CONSTRAINT "rule_override_finding_id_fk" FOREIGN KEY ("tenant_id","finding_id") REFERENCES "public"."rule_finding"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_override" ADD CONSTRAINT "rule_override_version_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."rule_version"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_simulation" ADD CONSTRAINT "rule_simulation_rule_id_fk" FOREIGN KEY ("tenant_id","rule_id") REFERENCES "public"."rule"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_simulation" ADD CONSTRAINT "rule_simulation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_rule_id_fk" FOREIGN KEY ("tenant_id","rule_id") REFERENCES "public"."rule"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_match_limit" ADD CONSTRAINT "purchase_match_limit_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_match_setting" ADD CONSTRAINT "purchase_match_setting_allowance_account_id_fk" FOREIGN KEY ("tenant_id","allowance_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_match_setting" ADD CONSTRAINT "purchase_match_setting_charge_account_id_fk" FOREIGN KEY ("tenant_id","charge_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_match_setting" ADD CONSTRAINT "purchase_match_setting_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice" ADD CONSTRAINT "supplier_invoice_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice" ADD CONSTRAINT "supplier_invoice_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_block" ADD CONSTRAINT "supplier_invoice_block_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_block" ADD CONSTRAINT "supplier_invoice_block_invoice_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."supplier_invoice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_line" ADD CONSTRAINT "supplier_invoice_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_line" ADD CONSTRAINT "supplier_invoice_line_invoice_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."supplier_invoice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_match" ADD CONSTRAINT "supplier_invoice_match_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_match" ADD CONSTRAINT "supplier_invoice_match_invoice_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."supplier_invoice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_invoice_match" ADD CONSTRAINT "supplier_invoice_match_invoice_line_id_fk" FOREIGN KEY ("tenant_id","invoice_line_id") REFERENCES "public"."supplier_invoice_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost" ADD CONSTRAINT "landed_cost_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost" ADD CONSTRAINT "landed_cost_invoice_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."supplier_invoice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_charge" ADD CONSTRAINT "landed_cost_charge_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_charge" ADD CONSTRAINT "landed_cost_charge_landed_cost_id_fk" FOREIGN KEY ("tenant_id","landed_cost_id") REFERENCES "public"."landed_cost"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_line" ADD CONSTRAINT "landed_cost_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_line" ADD CONSTRAINT "landed_cost_line_landed_cost_id_fk" FOREIGN KEY ("tenant_id","landed_cost_id") REFERENCES "public"."landed_cost"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_line" ADD CONSTRAINT "landed_cost_line_receipt_id_fk" FOREIGN KEY ("tenant_id","receipt_id") REFERENCES "public"."goods_receipt"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landed_cost_line" ADD CONSTRAINT "landed_cost_line_receipt_line_id_fk" FOREIGN KEY ("tenant_id","receipt_line_id") REFERENCES "public"."goods_receipt_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_blanket_id_fk" FOREIGN KEY ("tenant_id","blanket_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_expense_account_id_fk" FOREIGN KEY ("tenant_id","expense_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_blanket_line_id_fk" FOREIGN KEY ("tenant_id","blanket_line_id") REFERENCES "public"."purchase_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_revision" ADD CONSTRAINT "purchase_order_revision_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_revision" ADD CONSTRAINT "purchase_order_revision_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_source" ADD CONSTRAINT "purchase_order_source_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_source" ADD CONSTRAINT "purchase_order_source_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_source" ADD CONSTRAINT "purchase_order_source_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."purchase_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_source" ADD CONSTRAINT "purchase_order_source_requisition_line_id_fk" FOREIGN KEY ("tenant_id","requisition_line_id") REFERENCES "public"."purchase_requisition_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice" ADD CONSTRAINT "purchase_shipment_notice_receipt_id_fk" FOREIGN KEY ("tenant_id","receipt_id") REFERENCES "public"."goods_receipt"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice" ADD CONSTRAINT "purchase_shipment_notice_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice" ADD CONSTRAINT "purchase_shipment_notice_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice" ADD CONSTRAINT "purchase_shipment_notice_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice_line" ADD CONSTRAINT "purchase_shipment_notice_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice_line" ADD CONSTRAINT "purchase_shipment_notice_line_notice_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."purchase_shipment_notice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_shipment_notice_line" ADD CONSTRAINT "purchase_shipment_notice_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."purchase_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_portal_link" ADD CONSTRAINT "supplier_portal_link_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_portal_link" ADD CONSTRAINT "supplier_portal_link_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation" ADD CONSTRAINT "request_for_quotation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_rfq_id_fk" FOREIGN KEY ("tenant_id","rfq_id") REFERENCES "public"."request_for_quotation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_requisition_line_id_fk" FOREIGN KEY ("tenant_id","requisition_line_id") REFERENCES "public"."purchase_requisition_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_expense_account_id_fk" FOREIGN KEY ("tenant_id","expense_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_line" ADD CONSTRAINT "request_for_quotation_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_supplier" ADD CONSTRAINT "request_for_quotation_supplier_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_supplier" ADD CONSTRAINT "request_for_quotation_supplier_rfq_id_fk" FOREIGN KEY ("tenant_id","rfq_id") REFERENCES "public"."request_for_quotation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_for_quotation_supplier" ADD CONSTRAINT "request_for_quotation_supplier_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation" ADD CONSTRAINT "supplier_quotation_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation" ADD CONSTRAINT "supplier_quotation_rfq_id_fk" FOREIGN KEY ("tenant_id","rfq_id") REFERENCES "public"."request_for_quotation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation" ADD CONSTRAINT "supplier_quotation_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation_line" ADD CONSTRAINT "supplier_quotation_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation_line" ADD CONSTRAINT "supplier_quotation_line_quotation_id_fk" FOREIGN KEY ("tenant_id","quotation_id") REFERENCES "public"."supplier_quotation"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation_line" ADD CONSTRAINT "supplier_quotation_line_rfq_line_id_fk" FOREIGN KEY ("tenant_id","rfq_line_id") REFERENCES "public"."request_for_quotation_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_quotation_line" ADD CONSTRAINT "supplier_quotation_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt" ADD CONSTRAINT "goods_receipt_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt" ADD CONSTRAINT "goods_receipt_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_receipt_id_fk" FOREIGN KEY ("tenant_id","receipt_id") REFERENCES "public"."goods_receipt"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goods_receipt_line" ADD CONSTRAINT "goods_receipt_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."purchase_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_inspection" ADD CONSTRAINT "receipt_inspection_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_inspection" ADD CONSTRAINT "receipt_inspection_receipt_id_fk" FOREIGN KEY ("tenant_id","receipt_id") REFERENCES "public"."goods_receipt"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_inspection" ADD CONSTRAINT "receipt_inspection_receipt_line_id_fk" FOREIGN KEY ("tenant_id","receipt_line_id") REFERENCES "public"."goods_receipt_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return" ADD CONSTRAINT "supplier_return_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return" ADD CONSTRAINT "supplier_return_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return_line" ADD CONSTRAINT "supplier_return_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return_line" ADD CONSTRAINT "supplier_return_line_return_id_fk" FOREIGN KEY ("tenant_id","return_id") REFERENCES "public"."supplier_return"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return_line" ADD CONSTRAINT "supplier_return_line_receipt_line_id_fk" FOREIGN KEY ("tenant_id","receipt_line_id") REFERENCES "public"."goods_receipt_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_return_line" ADD CONSTRAINT "supplier_return_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."purchase_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition" ADD CONSTRAINT "purchase_requisition_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_requisition_id_fk" FOREIGN KEY ("tenant_id","requisition_id") REFERENCES "public"."purchase_requisition"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_expense_account_id_fk" FOREIGN KEY ("tenant_id","expense_account_id") REFERENCES "public"."account"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_cost_center_id_fk" FOREIGN KEY ("tenant_id","cost_center_id") REFERENCES "public"."cost_center"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_project_id_fk" FOREIGN KEY ("tenant_id","project_id") REFERENCES "public"."project"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_requisition_line" ADD CONSTRAINT "purchase_requisition_line_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_item_setting" ADD CONSTRAINT "purchase_item_setting_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_item_setting" ADD CONSTRAINT "purchase_item_setting_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_item_setting" ADD CONSTRAINT "purchase_item_setting_preferred_supplier_id_fk" FOREIGN KEY ("tenant_id","preferred_supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_setting" ADD CONSTRAINT "purchase_setting_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_setting" ADD CONSTRAINT "purchase_setting_default_warehouse_id_fk" FOREIGN KEY ("tenant_id","default_warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier" ADD CONSTRAINT "supplier_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier" ADD CONSTRAINT "supplier_warehouse_id_fk" FOREIGN KEY ("tenant_id","warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_price" ADD CONSTRAINT "supplier_price_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_price" ADD CONSTRAINT "supplier_price_supplier_id_fk" FOREIGN KEY ("tenant_id","supplier_id") REFERENCES "public"."supplier"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_price" ADD CONSTRAINT "supplier_price_item_id_fk" FOREIGN KEY ("tenant_id","item_id") REFERENCES "public"."item"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_price" ADD CONSTRAINT "supplier_price_category_id_fk" FOREIGN KEY ("tenant_id","category_id") REFERENCES "public"."item_category"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_group_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."customer_group"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_price_list_id_fk" FOREIGN KEY ("tenant_id","price_list_id") REFERENCES "public"."price_list"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_exposure" ADD CONSTRAINT "customer_exposure_customer_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_exposure" ADD CONSTRAINT "customer_exposure_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_group" ADD CONSTRAINT "customer_group_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_group" ADD CONSTRAINT "customer_group_price_list_id_fk" FOREIGN KEY ("tenant_id","price_list_id") REFERENCES "public"."price_list"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_item_setting" ADD CONSTRAINT "sales_item_setting_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_setting" ADD CONSTRAINT "sales_setting_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_setting" ADD CONSTRAINT "sales_setting_default_warehouse_id_fk" FOREIGN KEY ("tenant_id","default_warehouse_id") REFERENCES "public"."warehouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_customer_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_delivery_id_fk" FOREIGN KEY ("tenant_id","delivery_id") REFERENCES "public"."delivery"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."sales_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."sales_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice" ADD CONSTRAINT "customer_invoice_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice" ADD CONSTRAINT "customer_invoice_customer_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ADD CONSTRAINT "customer_invoice_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ADD CONSTRAINT "customer_invoice_line_invoice_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."customer_invoice"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ADD CONSTRAINT "customer_invoice_line_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."sales_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ADD CONSTRAINT "customer_invoice_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."sales_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_invoice_line" ADD CONSTRAINT "customer_invoice_line_delivery_line_id_fk" FOREIGN KEY ("tenant_id","delivery_line_id") REFERENCES "public"."delivery_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_customer_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_order_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."sales_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_kit_line_id_fk" FOREIGN KEY ("tenant_id","kit_line_id") REFERENCES "public"."sales_order_line"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_price_list_id_fk" FOREIGN KEY ("tenant_id","price_list_id") REFERENCES "public"."price_list"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return" ADD CONSTRAINT "sales_return_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return" ADD CONSTRAINT "sales_return_customer_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return_line" ADD CONSTRAINT "sales_return_line_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return_line" ADD CONSTRAINT "sales_return_line_return_id_fk" FOREIGN KEY ("tenant_id","return_id") REFERENCES "public"."sales_return"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return_line" ADD CONSTRAINT "sales_return_line_delivery_line_id_fk" FOREIGN KEY ("tenant_id","delivery_line_id") REFERENCES "public"."delivery_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_return_line" ADD CONSTRAINT "sales_return_line_order_line_id_fk" FOREIGN KEY ("tenant_id","order_line_id") REFERENCES "public"."sales_order_line"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_day_total" ADD CONSTRAINT "sales_day_total_company_id_fk" FOREIGN KEY ("tenant_id","company_id") REFERENCES "public"."company"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "party_bank_account_once" ON "party_bank_account" USING btree ("tenant_id","company_id","party_id","currency","fingerprint") WHERE status in ('draft', 'in_approval', 'active');--> statement-breakpoint
CREATE INDEX "party_bank_account_party" ON "party_bank_account" USING btree ("tenant_id","party_id");--> statement-breakpoint
CREATE INDEX "party_bank_account_fingerprint" ON "party_bank_account" USING btree ("tenant_id","fingerprint");--> statement-breakpoint
CREATE INDEX "bank_statement_date" ON "bank_statement" USING btree ("tenant_id","company_id","to_date","id");--> statement-breakpoint
CREATE INDEX "bank_statement_line_open" ON "bank_statement_line" USING btree ("tenant_id","company_id","booking_date") WHERE settled <> amount;--> statement-breakpoint
CREATE INDEX "budget_live" ON "budget" USING btree ("tenant_id","company_id") WHERE status = 'approved';--> statement-breakpoint
CREATE INDEX "budget_entry_cell" ON "budget_entry" USING btree ("tenant_id","cell_id","at","id");--> statement-breakpoint
CREATE INDEX "budget_entry_source" ON "budget_entry" USING btree ("tenant_id","source_line_id","stage");--> statement-breakpoint
CREATE INDEX "budget_entry_document" ON "budget_entry" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "budget_excess_cell" ON "budget_excess" USING btree ("tenant_id","cell_id","id");--> statement-breakpoint
CREATE INDEX "budget_excess_document" ON "budget_excess" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "budget_override_document" ON "budget_override" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "budget_revision_budget" ON "budget_revision" USING btree ("tenant_id","budget_id","id");--> statement-breakpoint
CREATE INDEX "budget_use_open" ON "budget_use" USING btree ("tenant_id","company_id","date") WHERE amount <> 0;--> statement-breakpoint
CREATE INDEX "budget_use_document" ON "budget_use" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "manual_entry_date" ON "manual_entry" USING btree ("tenant_id","company_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "manual_entry_statement_line" ON "manual_entry" USING btree ("tenant_id","statement_line_id") WHERE statement_line_id is not null;--> statement-breakpoint
CREATE INDEX "payment_date" ON "payment" USING btree ("tenant_id","company_id","payment_date","id");--> statement-breakpoint
CREATE INDEX "payment_search" ON "payment" USING gin ("tenant_id","number" gin_trgm_ops,"reference" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "payment_party" ON "payment" USING btree ("tenant_id","party_id","payment_date");--> statement-breakpoint
CREATE INDEX "payment_statement_line" ON "payment" USING btree ("tenant_id","statement_line_id") WHERE statement_line_id is not null;--> statement-breakpoint
CREATE INDEX "journal_entry_date" ON "journal_entry" USING btree ("tenant_id","company_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "journal_entry_search" ON "journal_entry" USING gin ("tenant_id","number" gin_trgm_ops,"description" gin_trgm_ops,"source_label" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "journal_entry_source" ON "journal_entry" USING btree ("tenant_id","source_document_id");--> statement-breakpoint
CREATE INDEX "journal_line_account" ON "journal_line" USING btree ("tenant_id","account_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "journal_line_party" ON "journal_line" USING btree ("tenant_id","party_id","account_id","posting_date","id") WHERE party_id is not null;--> statement-breakpoint
CREATE INDEX "allocation_debit" ON "allocation" USING btree ("tenant_id","debit_item_id");--> statement-breakpoint
CREATE INDEX "allocation_credit" ON "allocation" USING btree ("tenant_id","credit_item_id");--> statement-breakpoint
CREATE INDEX "allocation_payment" ON "allocation" USING btree ("tenant_id","payment_id");--> statement-breakpoint
CREATE INDEX "allocation_entry" ON "allocation" USING btree ("tenant_id","entry_id") WHERE entry_id is not null;--> statement-breakpoint
CREATE INDEX "open_item_open" ON "open_item" USING btree ("tenant_id","company_id","side","party_id","due_date") WHERE settled_on is null;--> statement-breakpoint
CREATE INDEX "open_item_settled" ON "open_item" USING btree ("tenant_id","company_id","side","settled_on");--> statement-breakpoint
CREATE INDEX "open_item_party" ON "open_item" USING btree ("tenant_id","party_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "open_item_source" ON "open_item" USING btree ("tenant_id","source_document_id");--> statement-breakpoint
CREATE INDEX "open_item_entry" ON "open_item" USING btree ("tenant_id","entry_id");--> statement-breakpoint
CREATE INDEX "party_name" ON "party" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "party_search" ON "party" USING gin ("tenant_id","code" gin_trgm_ops,"name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "party_address_party" ON "party_address" USING btree ("tenant_id","party_id");--> statement-breakpoint
CREATE INDEX "party_contact_party" ON "party_contact" USING btree ("tenant_id","party_id");--> statement-breakpoint
CREATE INDEX "payment_proposal_date" ON "payment_proposal" USING btree ("tenant_id","company_id","execution_date","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_proposal_line_item" ON "payment_proposal_line" USING btree ("tenant_id","open_item_id") WHERE active;--> statement-breakpoint
CREATE INDEX "payment_proposal_line_proposal" ON "payment_proposal_line" USING btree ("tenant_id","proposal_id");--> statement-breakpoint
CREATE INDEX "stock_adjustment_date" ON "stock_adjustment" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "stock_count_date" ON "stock_count" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "stock_revaluation_date" ON "stock_revaluation" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "stock_transfer_date" ON "stock_transfer" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "item_name" ON "item" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "item_by_category" ON "item" USING btree ("tenant_id","category_id");--> statement-breakpoint
CREATE INDEX "item_search" ON "item" USING gin (("code" || ' ' || "name" || ' ' || coalesce("name_zh", '')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "item_barcode_item" ON "item_barcode" USING btree ("tenant_id","item_id");--> statement-breakpoint
CREATE INDEX "reservation_place" ON "reservation" USING btree ("tenant_id","item_id","warehouse_id");--> statement-breakpoint
CREATE INDEX "reservation_source" ON "reservation" USING btree ("tenant_id","source_id");--> statement-breakpoint
CREATE INDEX "stock_balance_stocked" ON "stock_balance" USING btree ("tenant_id","item_id","warehouse_id") WHERE on_hand <> 0 or reserved <> 0;--> statement-breakpoint
CREATE INDEX "stock_balance_lot" ON "stock_balance" USING btree ("tenant_id","lot_id") WHERE lot_id is not null;--> statement-breakpoint
CREATE INDEX "stock_balance_warehouse" ON "stock_balance" USING btree ("tenant_id","warehouse_id","item_id") WHERE on_hand <> 0 or reserved <> 0;--> statement-breakpoint
CREATE INDEX "stock_layer_order" ON "stock_layer" USING btree ("tenant_id","company_id","item_id","date","sequence");--> statement-breakpoint
CREATE INDEX "stock_layer_balance_open" ON "stock_layer_balance" USING btree ("tenant_id","company_id","item_id","date","sequence") WHERE quantity > 0;--> statement-breakpoint
CREATE INDEX "stock_layer_use_layer" ON "stock_layer_use" USING btree ("tenant_id","layer_id");--> statement-breakpoint
CREATE INDEX "stock_month_later" ON "stock_month" USING btree ("tenant_id","company_id","month");--> statement-breakpoint
CREATE INDEX "stock_move_card" ON "stock_move" USING btree ("tenant_id","item_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "stock_move_date" ON "stock_move" USING btree ("tenant_id","company_id","posting_date","id");--> statement-breakpoint
CREATE INDEX "stock_move_order" ON "stock_move" USING btree ("tenant_id","company_id","item_id","posting_date","sequence");--> statement-breakpoint
CREATE INDEX "stock_move_source" ON "stock_move" USING btree ("tenant_id","source_id");--> statement-breakpoint
CREATE INDEX "stock_move_request" ON "stock_move" USING btree ("tenant_id","request_id");--> statement-breakpoint
CREATE INDEX "stock_move_original" ON "stock_move" USING btree ("tenant_id","original_request_id") WHERE original_request_id is not null;--> statement-breakpoint
CREATE INDEX "stock_move_reverses" ON "stock_move" USING btree ("tenant_id","reverses_request_id") WHERE reverses_request_id is not null;--> statement-breakpoint
CREATE INDEX "stock_move_lot" ON "stock_move" USING btree ("tenant_id","lot_id","id") WHERE lot_id is not null;--> statement-breakpoint
CREATE INDEX "stock_move_cost_order" ON "stock_move_cost" USING btree ("tenant_id","company_id","item_id","posting_date","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "bin_quarantine" ON "bin" USING btree ("tenant_id","warehouse_id") WHERE kind = 'quarantine';--> statement-breakpoint
CREATE INDEX "lot_expiry" ON "lot" USING btree ("tenant_id","expiry_date","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_matter" ON "alert" USING btree ("tenant_id","dedupe_key") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "alert_open" ON "alert" USING btree ("tenant_id","state","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "alert_document" ON "alert" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "approval_approver_user" ON "approval_approver" USING btree ("tenant_id","user_id","step_id");--> statement-breakpoint
CREATE INDEX "approval_decision_actor" ON "approval_decision" USING btree ("tenant_id","actor_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "approval_delegation_to" ON "approval_delegation" USING btree ("tenant_id","to_user_id","to_date");--> statement-breakpoint
CREATE INDEX "approval_delegation_from" ON "approval_delegation" USING btree ("tenant_id","from_user_id","to_date");--> statement-breakpoint
CREATE UNIQUE INDEX "approval_instance_running" ON "approval_instance" USING btree ("tenant_id","document_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "approval_instance_document" ON "approval_instance" USING btree ("tenant_id","document_id","id");--> statement-breakpoint
CREATE INDEX "approval_instance_requester" ON "approval_instance" USING btree ("tenant_id","requester_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "approval_instance_flow" ON "approval_instance" USING btree ("tenant_id","flow_id","status");--> statement-breakpoint
CREATE INDEX "approval_step_due" ON "approval_step" USING btree ("tenant_id","status","remind_at");--> statement-breakpoint
CREATE INDEX "attachment_document" ON "attachment" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "comment_document" ON "comment" USING btree ("tenant_id","document_id","id");--> statement-breakpoint
CREATE INDEX "saved_view_list" ON "saved_view" USING btree ("tenant_id","list");--> statement-breakpoint
CREATE INDEX "audit_log_document" ON "audit_log" USING btree ("tenant_id","document_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_order" ON "audit_log" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "audit_log_time" ON "audit_log" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "event_order" ON "event" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("at");--> statement-breakpoint
CREATE INDEX "event_failure_document" ON "event_failure" USING btree ("tenant_id","document_id","reaction");--> statement-breakpoint
CREATE INDEX "invitation_email" ON "invitation" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE INDEX "membership_of_user" ON "membership" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "membership_role_role" ON "membership_role" USING btree ("tenant_id","role_id");--> statement-breakpoint
CREATE INDEX "password_reset_user" ON "password_reset" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "import_reference_document" ON "import_reference" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "rule_decision_time" ON "rule_decision" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rule_decision_rule" ON "rule_decision" USING btree ("tenant_id","rule_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rule_finding_rule" ON "rule_finding" USING btree ("tenant_id","rule_id","state");--> statement-breakpoint
CREATE INDEX "rule_judgement_document" ON "rule_judgement" USING btree ("tenant_id","document_id","id");--> statement-breakpoint
CREATE INDEX "rule_override_document" ON "rule_override" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "rule_simulation_rule" ON "rule_simulation" USING btree ("tenant_id","rule_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_invoice_duplicate" ON "supplier_invoice" USING btree ("tenant_id","supplier_id","document_year","duplicate_key") WHERE status <> 'reversed';--> statement-breakpoint
CREATE INDEX "supplier_invoice_date" ON "supplier_invoice" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_search" ON "supplier_invoice" USING gin ("tenant_id","number" gin_trgm_ops,"supplier_number" gin_trgm_ops,"supplier_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "supplier_invoice_status" ON "supplier_invoice" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_supplier" ON "supplier_invoice" USING btree ("tenant_id","supplier_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_blocked" ON "supplier_invoice" USING btree ("tenant_id","company_id","id") WHERE payment_blocks <> '{}';--> statement-breakpoint
CREATE INDEX "supplier_invoice_credited" ON "supplier_invoice" USING btree ("tenant_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_invoice_block_invoice" ON "supplier_invoice_block" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_line_invoice" ON "supplier_invoice_line" USING btree ("tenant_id","invoice_id","position");--> statement-breakpoint
CREATE INDEX "supplier_invoice_line_order" ON "supplier_invoice_line" USING btree ("tenant_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_invoice_line_order_line" ON "supplier_invoice_line" USING btree ("tenant_id","order_line_id") WHERE order_line_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_invoice_line_unmatched" ON "supplier_invoice_line" USING btree ("tenant_id","company_id","order_line_id") WHERE unmatched_quantity <> 0 or unmatched_base <> 0;--> statement-breakpoint
CREATE INDEX "supplier_invoice_line_original" ON "supplier_invoice_line" USING btree ("tenant_id","original_line_id") WHERE original_line_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_invoice_match_invoice" ON "supplier_invoice_match" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_match_line" ON "supplier_invoice_match" USING btree ("tenant_id","invoice_line_id");--> statement-breakpoint
CREATE INDEX "supplier_invoice_match_receipt" ON "supplier_invoice_match" USING btree ("tenant_id","receipt_line_id") WHERE receipt_line_id is not null;--> statement-breakpoint
CREATE INDEX "landed_cost_date" ON "landed_cost" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "landed_cost_invoice" ON "landed_cost" USING btree ("tenant_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "landed_cost_charge_of" ON "landed_cost_charge" USING btree ("tenant_id","landed_cost_id","position");--> statement-breakpoint
CREATE INDEX "landed_cost_line_receipt" ON "landed_cost_line" USING btree ("tenant_id","receipt_line_id");--> statement-breakpoint
CREATE INDEX "landed_cost_line_receipt_of" ON "landed_cost_line" USING btree ("tenant_id","receipt_id");--> statement-breakpoint
CREATE INDEX "purchase_order_date" ON "purchase_order" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "purchase_order_search" ON "purchase_order" USING gin ("tenant_id","number" gin_trgm_ops,"supplier_name" gin_trgm_ops,"supplier_reference" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "purchase_order_status" ON "purchase_order" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "purchase_order_supplier" ON "purchase_order" USING btree ("tenant_id","supplier_id","document_date","id");--> statement-breakpoint
CREATE INDEX "purchase_order_approved" ON "purchase_order" USING btree ("tenant_id","supplier_id","company_id","id") WHERE approved_base_net is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_blanket" ON "purchase_order" USING btree ("tenant_id","blanket_id") WHERE blanket_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_rfq" ON "purchase_order" USING btree ("tenant_id","rfq_id") WHERE rfq_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_line_order" ON "purchase_order_line" USING btree ("tenant_id","order_id","position");--> statement-breakpoint
CREATE INDEX "purchase_order_line_item" ON "purchase_order_line" USING btree ("tenant_id","item_id","order_id");--> statement-breakpoint
CREATE INDEX "purchase_order_line_blanket" ON "purchase_order_line" USING btree ("tenant_id","blanket_line_id") WHERE blanket_line_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_line_quotation" ON "purchase_order_line" USING btree ("tenant_id","quotation_line_id") WHERE quotation_line_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_order_source_order" ON "purchase_order_source" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "purchase_order_source_requisition" ON "purchase_order_source" USING btree ("tenant_id","requisition_line_id");--> statement-breakpoint
CREATE INDEX "purchase_shipment_notice_receipt" ON "purchase_shipment_notice" USING btree ("tenant_id","receipt_id") WHERE receipt_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_shipment_notice_order" ON "purchase_shipment_notice" USING btree ("tenant_id","order_id","id");--> statement-breakpoint
CREATE INDEX "purchase_shipment_notice_line_of" ON "purchase_shipment_notice_line" USING btree ("tenant_id","notice_id");--> statement-breakpoint
CREATE INDEX "purchase_shipment_notice_line_order" ON "purchase_shipment_notice_line" USING btree ("tenant_id","order_line_id");--> statement-breakpoint
CREATE INDEX "supplier_portal_link_supplier" ON "supplier_portal_link" USING btree ("tenant_id","supplier_id","expires_at");--> statement-breakpoint
CREATE INDEX "request_for_quotation_date" ON "request_for_quotation" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "request_for_quotation_line_of" ON "request_for_quotation_line" USING btree ("tenant_id","rfq_id","position");--> statement-breakpoint
CREATE INDEX "request_for_quotation_line_requisition" ON "request_for_quotation_line" USING btree ("tenant_id","requisition_line_id") WHERE requisition_line_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_quotation_date" ON "supplier_quotation" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_quotation_rfq" ON "supplier_quotation" USING btree ("tenant_id","rfq_id");--> statement-breakpoint
CREATE INDEX "supplier_quotation_supplier" ON "supplier_quotation" USING btree ("tenant_id","supplier_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_quotation_line_of" ON "supplier_quotation_line" USING btree ("tenant_id","quotation_id","position");--> statement-breakpoint
CREATE INDEX "supplier_quotation_line_rfq" ON "supplier_quotation_line" USING btree ("tenant_id","rfq_line_id");--> statement-breakpoint
CREATE INDEX "goods_receipt_date" ON "goods_receipt" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "goods_receipt_search" ON "goods_receipt" USING gin ("tenant_id","number" gin_trgm_ops,"supplier_name" gin_trgm_ops,"delivery_note" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "goods_receipt_status" ON "goods_receipt" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "goods_receipt_supplier" ON "goods_receipt" USING btree ("tenant_id","supplier_id","document_date","id");--> statement-breakpoint
CREATE INDEX "goods_receipt_line_receipt" ON "goods_receipt_line" USING btree ("tenant_id","receipt_id","position");--> statement-breakpoint
CREATE INDEX "goods_receipt_line_order" ON "goods_receipt_line" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "goods_receipt_line_order_line" ON "goods_receipt_line" USING btree ("tenant_id","order_line_id");--> statement-breakpoint
CREATE INDEX "goods_receipt_line_held" ON "goods_receipt_line" USING btree ("tenant_id","receipt_id") WHERE held_quantity > 0;--> statement-breakpoint
CREATE INDEX "goods_receipt_line_open" ON "goods_receipt_line" USING btree ("tenant_id","company_id","receipt_id") WHERE base_cost <> billed_base + returned_base or quantity <> billed_quantity + returned_unbilled;--> statement-breakpoint
CREATE INDEX "receipt_inspection_receipt" ON "receipt_inspection" USING btree ("tenant_id","receipt_id");--> statement-breakpoint
CREATE INDEX "supplier_return_date" ON "supplier_return" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_return_supplier" ON "supplier_return" USING btree ("tenant_id","supplier_id","document_date","id");--> statement-breakpoint
CREATE INDEX "supplier_return_line_return" ON "supplier_return_line" USING btree ("tenant_id","return_id","position");--> statement-breakpoint
CREATE INDEX "supplier_return_line_receipt_line" ON "supplier_return_line" USING btree ("tenant_id","receipt_line_id");--> statement-breakpoint
CREATE INDEX "supplier_return_line_order_line" ON "supplier_return_line" USING btree ("tenant_id","order_line_id");--> statement-breakpoint
CREATE INDEX "supplier_return_line_open" ON "supplier_return_line" USING btree ("tenant_id","company_id","return_id") WHERE billed_quantity > credited_quantity;--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_requisition_reorder" ON "purchase_requisition" USING btree ("tenant_id","company_id","reorder_item_id","reorder_warehouse_id") WHERE reorder_item_id is not null and status in ('draft', 'in_approval', 'blocked', 'approved');--> statement-breakpoint
CREATE INDEX "purchase_requisition_date" ON "purchase_requisition" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "purchase_requisition_status" ON "purchase_requisition" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "purchase_requisition_source" ON "purchase_requisition" USING btree ("tenant_id","source_id") WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "purchase_requisition_line_of" ON "purchase_requisition_line" USING btree ("tenant_id","requisition_id","position");--> statement-breakpoint
CREATE INDEX "purchase_requisition_line_item" ON "purchase_requisition_line" USING btree ("tenant_id","item_id");--> statement-breakpoint
CREATE INDEX "purchase_requisition_line_source" ON "purchase_requisition_line" USING btree ("tenant_id","source_line_id") WHERE source_line_id is not null;--> statement-breakpoint
CREATE INDEX "supplier_name" ON "supplier" USING btree ("tenant_id","company_id","name");--> statement-breakpoint
CREATE INDEX "supplier_price_item" ON "supplier_price" USING btree ("tenant_id","item_id","supplier_id");--> statement-breakpoint
CREATE INDEX "supplier_price_category" ON "supplier_price" USING btree ("tenant_id","category_id","supplier_id");--> statement-breakpoint
CREATE INDEX "customer_name" ON "customer" USING btree ("tenant_id","company_id","name");--> statement-breakpoint
CREATE INDEX "customer_search" ON "customer" USING gin ("tenant_id","code" gin_trgm_ops,"name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customer_group_members" ON "customer" USING btree ("tenant_id","group_id");--> statement-breakpoint
CREATE INDEX "delivery_date" ON "delivery" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "delivery_search" ON "delivery" USING gin ("tenant_id","number" gin_trgm_ops,"customer_name" gin_trgm_ops,"tracking_number" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "delivery_status" ON "delivery" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "delivery_customer" ON "delivery" USING btree ("tenant_id","customer_id","document_date","id");--> statement-breakpoint
CREATE INDEX "delivery_line_delivery" ON "delivery_line" USING btree ("tenant_id","delivery_id","position");--> statement-breakpoint
CREATE INDEX "delivery_line_order" ON "delivery_line" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "delivery_line_order_line" ON "delivery_line" USING btree ("tenant_id","order_line_id");--> statement-breakpoint
CREATE INDEX "customer_invoice_date" ON "customer_invoice" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "customer_invoice_search" ON "customer_invoice" USING gin ("tenant_id","number" gin_trgm_ops,"customer_name" gin_trgm_ops,"customer_reference" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customer_invoice_status" ON "customer_invoice" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "customer_invoice_customer" ON "customer_invoice" USING btree ("tenant_id","customer_id","document_date","id");--> statement-breakpoint
CREATE INDEX "customer_invoice_credited" ON "customer_invoice" USING btree ("tenant_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "customer_invoice_return" ON "customer_invoice" USING btree ("tenant_id","return_id") WHERE return_id is not null;--> statement-breakpoint
CREATE INDEX "customer_invoice_line_invoice" ON "customer_invoice_line" USING btree ("tenant_id","invoice_id","position");--> statement-breakpoint
CREATE INDEX "customer_invoice_line_order" ON "customer_invoice_line" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "customer_invoice_line_order_line" ON "customer_invoice_line" USING btree ("tenant_id","order_line_id");--> statement-breakpoint
CREATE INDEX "customer_invoice_line_delivery_line" ON "customer_invoice_line" USING btree ("tenant_id","delivery_line_id");--> statement-breakpoint
CREATE INDEX "customer_invoice_line_item_sales" ON "customer_invoice_line" USING btree ("tenant_id","company_id","item_id","posted_on","id") WHERE posted_on is not null;--> statement-breakpoint
CREATE INDEX "customer_invoice_line_customer_sales" ON "customer_invoice_line" USING btree ("tenant_id","customer_id","item_id","posted_on","id") WHERE posted_on is not null;--> statement-breakpoint
CREATE INDEX "sales_order_date" ON "sales_order" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "sales_order_search" ON "sales_order" USING gin ("tenant_id","number" gin_trgm_ops,"customer_name" gin_trgm_ops,"customer_reference" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "sales_order_status" ON "sales_order" USING btree ("tenant_id","status","document_date","id");--> statement-breakpoint
CREATE INDEX "sales_order_customer" ON "sales_order" USING btree ("tenant_id","customer_id","document_date","id");--> statement-breakpoint
CREATE INDEX "sales_order_copied" ON "sales_order" USING btree ("tenant_id","copied_from_id") WHERE copied_from_id is not null;--> statement-breakpoint
CREATE INDEX "sales_order_return" ON "sales_order" USING btree ("tenant_id","return_id") WHERE return_id is not null;--> statement-breakpoint
CREATE INDEX "sales_order_line_order" ON "sales_order_line" USING btree ("tenant_id","order_id","position");--> statement-breakpoint
CREATE INDEX "sales_order_line_item" ON "sales_order_line" USING btree ("tenant_id","item_id");--> statement-breakpoint
CREATE INDEX "sales_order_line_short" ON "sales_order_line" USING btree ("tenant_id","item_id","warehouse_id") WHERE short_quantity > 0;--> statement-breakpoint
CREATE INDEX "sales_order_line_kit" ON "sales_order_line" USING btree ("tenant_id","kit_line_id") WHERE kit_line_id is not null;--> statement-breakpoint
CREATE INDEX "price_item" ON "price" USING btree ("tenant_id","item_id","price_list_id");--> statement-breakpoint
CREATE INDEX "price_category" ON "price" USING btree ("tenant_id","category_id","price_list_id");--> statement-breakpoint
CREATE UNIQUE INDEX "price_list_general" ON "price_list" USING btree ("tenant_id","company_id","currency") WHERE general and active;--> statement-breakpoint
CREATE INDEX "sales_return_date" ON "sales_return" USING btree ("tenant_id","document_date","id");--> statement-breakpoint
CREATE INDEX "sales_return_customer" ON "sales_return" USING btree ("tenant_id","customer_id","document_date","id");--> statement-breakpoint
CREATE INDEX "sales_return_line_return" ON "sales_return_line" USING btree ("tenant_id","return_id","position");--> statement-breakpoint
CREATE INDEX "sales_return_line_delivery_line" ON "sales_return_line" USING btree ("tenant_id","delivery_line_id");--> statement-breakpoint
CREATE INDEX "sales_day_total_customer" ON "sales_day_total" USING btree ("tenant_id","company_id","customer_id","day");--> statement-breakpoint
CREATE INDEX "sales_day_total_item" ON "sales_day_total" USING btree ("tenant_id","company_id","item_id","day");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "account" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "account" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "account_role" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "account_role" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "cost_center" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "cost_center" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "project" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "project" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "company_bank_account" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "company_bank_account" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "party_bank_account" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "party_bank_account" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_clearance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment_clearance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_hold" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment_hold" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "bank_statement" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "bank_statement" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "bank_statement_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "bank_statement_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_cell" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_cell" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_demand" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_demand" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_entry" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_entry" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_excess" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_excess" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_override" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_override" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_plan" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_plan" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_revision" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_revision" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "budget_use" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "budget_use" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "manual_entry" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "manual_entry" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "manual_entry_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "manual_entry_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "account_balance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "account_balance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "account_day" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "account_day" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "journal_entry" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "journal_entry" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "journal_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "journal_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "party_balance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "party_balance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "allocation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "allocation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "open_item" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "open_item" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "party" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "party_address" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "party_contact" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_proposal" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment_proposal" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_proposal_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "payment_proposal_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "fiscal_period" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "fiscal_period" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "fiscal_year" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "fiscal_year" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "currency_revaluation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "currency_revaluation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "currency_revaluation_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "currency_revaluation_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "company_currency" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "company_currency" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "company_finance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "company_finance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "exchange_rate" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "exchange_rate" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "journal" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "journal" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "payment_term" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "tax_code" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "tax_code" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "tax_rate" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "tax_rate" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_adjustment" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_adjustment" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_adjustment_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_adjustment_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_count" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_count" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_count_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_count_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_revaluation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_revaluation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_revaluation_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_revaluation_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_transfer" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_transfer" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_transfer_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_transfer_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_account" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "item_account" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_barcode" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_category" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_component" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_unit" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "unit_of_measure" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_valuation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "item_valuation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "reservation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "reservation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_balance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_balance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_checkpoint" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_checkpoint" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_layer" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_layer" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_layer_balance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_layer_balance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_layer_use" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_layer_use" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_month" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_month" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_move" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_move" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "stock_move_cost" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "stock_move_cost" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "bin" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "bin" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "item_level" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "item_level" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "lot" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "warehouse" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "warehouse" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "alert" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "alert" AS RESTRICTIVE FOR ALL TO public USING (company_id is null or app_company_allowed(company_id)) WITH CHECK (company_id is null or app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_approver" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "approval_approver" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_decision" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "approval_decision" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_delegation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_flow" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_flow_version" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_instance" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "approval_instance" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "approval_step" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "approval_step" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "approval_step" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "attachment" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "attachment" AS RESTRICTIVE FOR ALL TO public USING (company_id is null or app_company_allowed(company_id)) WITH CHECK (company_id is null or app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "comment" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "comment" AS RESTRICTIVE FOR ALL TO public USING (company_id is null or app_company_allowed(company_id)) WITH CHECK (company_id is null or app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "default_view" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "saved_view" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_chain" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "audit_chain" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_log" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "audit_log" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "audit_log" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "event" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "event" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "idempotency_key" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "idempotency_key" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "event_failure" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "event_failure" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "invitation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "invitation" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "membership" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "membership" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "membership_role" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "membership_role" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "password_reset" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "role" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "role" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "role_permission" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "role_permission" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "session" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "sign_in_throttle" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "user_account" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "import_reference" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "notification_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "webhook" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "number_counter" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "number_counter" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "number_series" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "number_series" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "log_cursor" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_decision" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "rule_decision" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_finding" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "rule_finding" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_judgement" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "rule_judgement" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_override" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "rule_override" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_simulation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "rule_simulation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rule_version" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "company" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "company" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(id)) WITH CHECK (app_company_allowed(id));--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "company" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "company" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "tenant" AS PERMISSIVE FOR ALL TO public USING (id = app_tenant()) WITH CHECK (id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_auth_access" ON "tenant" AS PERMISSIVE FOR ALL TO "keel_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "tenant" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "tenant_key" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "keel_system_access" ON "tenant_key" AS PERMISSIVE FOR ALL TO "keel_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_match_limit" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_match_limit" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_match_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_match_setting" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_invoice" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_invoice" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_invoice_block" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_invoice_block" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_invoice_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_invoice_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_invoice_match" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_invoice_match" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "landed_cost" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "landed_cost" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "landed_cost_charge" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "landed_cost_charge" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "landed_cost_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "landed_cost_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_order" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_order" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_order_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_order_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_order_revision" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_order_revision" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_order_source" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_order_source" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_shipment_notice" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_shipment_notice" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_shipment_notice_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_shipment_notice_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_portal_link" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_portal_link" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "request_for_quotation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "request_for_quotation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "request_for_quotation_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "request_for_quotation_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "request_for_quotation_supplier" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "request_for_quotation_supplier" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_quotation" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_quotation" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_quotation_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_quotation_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "goods_receipt" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "goods_receipt" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "goods_receipt_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "goods_receipt_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "receipt_inspection" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "receipt_inspection" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_return" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_return" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_return_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_return_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_requisition" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_requisition" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_requisition_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_requisition_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_item_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_item_setting" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "purchase_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "purchase_setting" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "supplier_price" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "supplier_price" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "customer" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "customer" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "customer_exposure" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "customer_exposure" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "customer_group" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "customer_group" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_item_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_item_setting" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_setting" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_setting" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "delivery" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "delivery" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "delivery_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "delivery_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "customer_invoice" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "customer_invoice" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "customer_invoice_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "customer_invoice_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_order" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_order" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_order_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_order_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "price" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "price" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "price_list" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "price_list" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_return" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_return" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_return_line" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_return_line" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sales_day_total" AS PERMISSIVE FOR ALL TO public USING (tenant_id = app_tenant()) WITH CHECK (tenant_id = app_tenant());--> statement-breakpoint
CREATE POLICY "company_scope" ON "sales_day_total" AS RESTRICTIVE FOR ALL TO public USING (app_company_allowed(company_id)) WITH CHECK (app_company_allowed(company_id));