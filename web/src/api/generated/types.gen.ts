// @ts-nocheck
// Written by `npm run client` from docs/openapi.json.

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * AccountChangeIn
 *
 * Leave out what stays.
 */
export type AccountChangeIn = {
    /**
     * Capital
     */
    capital?: string | null;
    /**
     * Currency
     */
    currency?: string | null;
    exercise_view?: ExerciseView | null;
    /**
     * Long Only
     */
    long_only?: boolean | null;
    method?: Method | null;
    /**
     * Name
     */
    name?: string | null;
    /**
     * Session Ends
     */
    session_ends?: string | null;
    /**
     * Timezone
     */
    timezone?: string | null;
};

/**
 * AccountIn
 */
export type AccountIn = {
    /**
     * Broker
     */
    broker?: string;
    /**
     * Capital
     */
    capital?: string | null;
    /**
     * Currency
     */
    currency?: string;
    exercise_view?: ExerciseView;
    /**
     * Long Only
     */
    long_only?: boolean;
    method?: Method;
    /**
     * Name
     */
    name: string;
    /**
     * Number
     */
    number?: string;
    /**
     * Session Ends
     */
    session_ends?: string | null;
    /**
     * Timezone
     */
    timezone?: string | null;
};

/**
 * AccountListOut
 */
export type AccountListOut = {
    /**
     * Items
     */
    items: Array<AccountOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * AccountOut
 *
 * A trading account. `method` settles which lot is realised when, never a trade's total.
 */
export type AccountOut = {
    /**
     * Broker
     */
    broker: string;
    /**
     * Capital
     *
     * Money it began with; returns and percentages need it.
     */
    capital: string | null;
    /**
     * Created At
     */
    created_at: string;
    /**
     * Currency
     */
    currency: string;
    /**
     * Deriving
     *
     * Its trades are being derived anew; figures are those before the change.
     */
    deriving: boolean;
    /**
     * How exercise and assignment share their money out.
     */
    exercise_view: ExerciseView;
    /**
     * Id
     */
    id: string;
    /**
     * Long Only
     *
     * A cash account: what exceeds a position is unmatched, not short.
     */
    long_only: boolean;
    method: Method;
    /**
     * Name
     */
    name: string;
    /**
     * Number
     */
    number: string;
    /**
     * Session Ends
     *
     * End of its trading day; null: by asset class.
     */
    session_ends: string | null;
    /**
     * Timezone
     */
    timezone: string;
};

/**
 * AddressIn
 */
export type AddressIn = {
    /**
     * Email
     */
    email: string;
};

/**
 * AnnotationIn
 *
 * Leave out what stays; null empties.
 */
export type AnnotationIn = {
    /**
     * Confidence
     */
    confidence?: number | null;
    /**
     * Emotions
     */
    emotions?: Array<string> | null;
    /**
     * Mistakes
     */
    mistakes?: Array<string> | null;
    /**
     * Notes
     */
    notes?: string | null;
    /**
     * Planned Risk
     */
    planned_risk?: string | null;
    /**
     * Playbook
     */
    playbook?: string | null;
    /**
     * Rating
     */
    rating?: number | null;
    /**
     * Stop
     */
    stop?: string | null;
    /**
     * Tags
     */
    tags?: Array<string> | null;
    /**
     * Target
     */
    target?: string | null;
};

/**
 * AnnotationOut
 *
 * What the trader says of the trade. `merged`: gathered from several entry legs.
 */
export type AnnotationOut = {
    /**
     * Confidence
     */
    confidence: number | null;
    /**
     * Emotions
     */
    emotions: Array<string>;
    /**
     * Merged
     */
    merged: boolean;
    /**
     * Mistakes
     */
    mistakes: Array<string>;
    /**
     * Notes
     */
    notes: string;
    /**
     * Planned Risk
     */
    planned_risk: string | null;
    /**
     * Playbook
     */
    playbook: string | null;
    /**
     * Rating
     */
    rating: number | null;
    /**
     * Stop
     */
    stop: string | null;
    /**
     * Tags
     */
    tags: Array<string>;
    /**
     * Target
     */
    target: string | null;
};

/**
 * ApiKeyIn
 */
export type ApiKeyIn = {
    /**
     * Expires In Days
     */
    expires_in_days?: number;
    /**
     * Name
     */
    name: string;
    /**
     * Scopes
     *
     * Permissions, none that you lack yourself.
     */
    scopes: Array<string>;
};

/**
 * ApiKeyListOut
 */
export type ApiKeyListOut = {
    /**
     * Items
     */
    items: Array<ApiKeyOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ApiKeyMadeOut
 */
export type ApiKeyMadeOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Created By
     */
    created_by: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Former Until
     *
     * Until then the secret before the last rotation opens too.
     */
    former_until: string | null;
    /**
     * Hint
     *
     * The secret's last characters.
     */
    hint: string;
    /**
     * Id
     */
    id: string;
    /**
     * Last Used At
     *
     * To the minute.
     */
    last_used_at: string | null;
    /**
     * Name
     */
    name: string;
    /**
     * Revoked At
     */
    revoked_at: string | null;
    /**
     * Rotated At
     */
    rotated_at: string | null;
    /**
     * Scopes
     */
    scopes: Array<string>;
    /**
     * Secret
     *
     * Send it as `Authorization: Bearer …`. Shown this once: null where an answer is repeated for its `Idempotency-Key`, since it is kept nowhere.
     */
    secret: string | null;
};

/**
 * ApiKeyOut
 */
export type ApiKeyOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Created By
     */
    created_by: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Former Until
     *
     * Until then the secret before the last rotation opens too.
     */
    former_until: string | null;
    /**
     * Hint
     *
     * The secret's last characters.
     */
    hint: string;
    /**
     * Id
     */
    id: string;
    /**
     * Last Used At
     *
     * To the minute.
     */
    last_used_at: string | null;
    /**
     * Name
     */
    name: string;
    /**
     * Revoked At
     */
    revoked_at: string | null;
    /**
     * Rotated At
     */
    rotated_at: string | null;
    /**
     * Scopes
     */
    scopes: Array<string>;
};

/**
 * ArchiveCountsOut
 */
export type ArchiveCountsOut = {
    /**
     * Files
     *
     * Brokers' files in it.
     */
    files: number;
    /**
     * Tables
     *
     * Rows of each table.
     */
    tables: {
        [key: string]: number;
    };
    /**
     * Trades
     *
     * Trades that a restored archive's executions made.
     */
    trades?: number | null;
};

/**
 * ArchiveListOut
 */
export type ArchiveListOut = {
    /**
     * Items
     */
    items: Array<ArchiveOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ArchiveOut
 *
 * A workspace on its way into a file (`out`), or from one (`in`). Poll it until `state` is done or failed.
 */
export type ArchiveOut = {
    counts: ArchiveCountsOut | null;
    /**
     * Created At
     */
    created_at: string;
    /**
     * File Bytes
     */
    file_bytes: number | null;
    /**
     * File Name
     */
    file_name: string;
    /**
     * Finished At
     */
    finished_at: string | null;
    /**
     * Id
     */
    id: string;
    /**
     * Phase
     */
    phase: string;
    problem: ArchiveProblemOut | null;
    /**
     * Rows Done
     */
    rows_done: number;
    /**
     * Sha256
     */
    sha256: string | null;
    /**
     * State
     */
    state: 'waiting' | 'running' | 'done' | 'failed';
    /**
     * Way
     */
    way: 'out' | 'in';
};

/**
 * ArchiveProblemOut
 */
export type ArchiveProblemOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Title
     */
    title: string;
};

/**
 * AssetClass
 */
export type AssetClass = 'equity' | 'option' | 'future' | 'forex' | 'crypto' | 'cfd' | 'index';

/**
 * AuditActionListOut
 */
export type AuditActionListOut = {
    /**
     * Items
     */
    items: Array<AuditActionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * AuditActionOut
 */
export type AuditActionOut = {
    /**
     * Action
     */
    action: string;
    chain: ChainKind;
    /**
     * Noun
     */
    noun: string;
    /**
     * Words
     */
    words: string;
};

/**
 * AuditEntryListOut
 */
export type AuditEntryListOut = {
    /**
     * Items
     */
    items: Array<AuditEntryOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * AuditEntryOut
 */
export type AuditEntryOut = {
    /**
     * Action
     */
    action: string;
    /**
     * Address
     *
     * Where the request came from.
     */
    address: string;
    /**
     * At
     */
    at: string;
    /**
     * Changes
     *
     * Field: before, after. Amounts are strings.
     */
    changes: {
        [key: string]: Array<unknown>;
    };
    /**
     * Hash
     *
     * SHA-256 of the hash before it and the entry as canonical JSON.
     */
    hash: string;
    /**
     * Key
     *
     * The API key that the person's program had.
     */
    key: string | null;
    /**
     * Noun
     */
    noun: string;
    /**
     * Object
     *
     * What it was done to: an id, or a name.
     */
    object: string;
    /**
     * Person
     *
     * Who; null: nobody who was known then, or the server itself.
     */
    person: string | null;
    /**
     * Prev
     *
     * The hash before it, in hexadecimal.
     */
    prev: string;
    /**
     * Reason
     *
     * Why it was refused: the problem's code.
     */
    reason: string;
    /**
     * Request
     *
     * The request's id, as in the log.
     */
    request: string;
    /**
     * Result
     */
    result: 'done' | 'refused';
    /**
     * Seq
     *
     * Its number in its chain: from 1, without a gap.
     */
    seq: number;
};

/**
 * AuditVerificationOut
 *
 * Whether the chain is as it was written.
 */
export type AuditVerificationOut = {
    /**
     * Entries
     *
     * So many, from the first on, are as they were written.
     */
    entries: number;
    /**
     * First Bad
     *
     * The number of the first entry that is not.
     */
    first_bad: number | null;
    /**
     * Is Whole
     */
    is_whole: boolean;
    /**
     * What
     *
     * What is wrong with it.
     */
    what: string | null;
};

/**
 * BesideOut
 *
 * Closed trades without a rate to the report's currency: beside the totals, never in them.
 */
export type BesideOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Net
     */
    net: string;
    /**
     * Trades
     */
    trades: number;
};

/**
 * Better
 */
export type Better = 'more' | 'less' | 'neither';

/**
 * BreakdownOut
 */
export type BreakdownOut = {
    by: Dimension;
    /**
     * Currency
     */
    currency: string;
    /**
     * Groups
     */
    groups: Array<GroupOut>;
    /**
     * Partition
     *
     * False: a trade can stand in several groups, so sums exceed the total.
     */
    partition: boolean;
    /**
     * Total
     */
    total: Array<FigureOut>;
};

/**
 * BrokerCheckOut
 *
 * What the broker said to the credentials.
 */
export type BrokerCheckOut = {
    /**
     * Accounts
     *
     * The accounts they open; empty where the broker does not say.
     */
    accounts: Array<string>;
    /**
     * Code
     */
    code: string | null;
    /**
     * Detail
     */
    detail: string;
    /**
     * Ok
     */
    ok: boolean;
};

/**
 * BrokerConnectionChangeIn
 *
 * What to change; of the credentials only the fields that are given.
 */
export type BrokerConnectionChangeIn = {
    /**
     * Account Id
     */
    account_id?: string | null;
    /**
     * Credentials
     */
    credentials?: null;
    /**
     * Name
     */
    name?: string | null;
    /**
     * Review First
     */
    review_first?: boolean | null;
    schedule?: SyncSchedule | null;
    /**
     * Since
     */
    since?: string | null;
};

/**
 * BrokerConnectionIn
 *
 * A connection to make. Without a schedule it syncs when asked to.
 */
export type BrokerConnectionIn = {
    /**
     * Account Id
     *
     * Its fills' account; null: as the broker says.
     */
    account_id?: string | null;
    /**
     * Kind
     */
    kind: string;
    /**
     * Name
     */
    name?: string;
    /**
     * Review First
     *
     * Let each import wait for a commit.
     */
    review_first?: boolean;
    schedule?: SyncSchedule;
    /**
     * Since
     *
     * First day to fetch; null: all there is.
     */
    since?: string | null;
};

/**
 * BrokerConnectionListOut
 */
export type BrokerConnectionListOut = {
    /**
     * Items
     */
    items: Array<BrokerConnectionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * BrokerConnectionOut
 */
export type BrokerConnectionOut = {
    /**
     * Account Id
     */
    account_id: string | null;
    /**
     * Broker
     */
    broker: string;
    /**
     * Created At
     */
    created_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Kind
     */
    kind: string;
    /**
     * Last Detail
     */
    last_detail: string;
    last_outcome: SyncOutcome | null;
    /**
     * Last Run At
     */
    last_run_at: string | null;
    /**
     * Last Synced At
     */
    last_synced_at: string | null;
    /**
     * Name
     */
    name: string;
    /**
     * Next Run At
     */
    next_run_at: string | null;
    /**
     * Review First
     */
    review_first: boolean;
    schedule: SyncSchedule;
    /**
     * Shown
     *
     * The fields that are no secrets.
     */
    shown: {
        [key: string]: string;
    };
    /**
     * Since
     */
    since: string | null;
};

/**
 * BrokerListOut
 */
export type BrokerListOut = {
    /**
     * Is On
     *
     * False: this server asks no brokers (TRADESENSE_BROKER_SYNC).
     */
    is_on: boolean;
    /**
     * Items
     */
    items: Array<BrokerOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * BrokerOut
 *
 * A broker whose service can be asked.
 */
export type BrokerOut = {
    /**
     * Broker
     */
    broker: string;
    /**
     * Fields
     */
    fields: Array<CredentialFieldOut>;
    /**
     * Kind
     */
    kind: string;
    /**
     * Title
     */
    title: string;
};

/**
 * CalendarDayOut
 */
export type CalendarDayOut = {
    /**
     * Day
     */
    day: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Net
     */
    net: string;
    /**
     * Trades
     */
    trades: number;
};

/**
 * CalendarOut
 */
export type CalendarOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Days
     */
    days: Array<CalendarDayOut>;
    /**
     * Months
     */
    months: Array<CalendarSpanOut>;
    /**
     * Weeks
     */
    weeks: Array<CalendarSpanOut>;
};

/**
 * CalendarSpanOut
 *
 * A week (by its Monday) or a month (by its first day).
 */
export type CalendarSpanOut = {
    /**
     * Days
     */
    days: number;
    /**
     * First
     */
    first: string;
    /**
     * Net
     */
    net: string;
    /**
     * Trades
     */
    trades: number;
};

/**
 * CashEventIn
 *
 * Money that moved without a fill, entered by hand.
 */
export type CashEventIn = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Amount
     *
     * Received > 0, paid < 0.
     */
    amount: string;
    /**
     * Currency
     */
    currency?: string;
    /**
     * Detail
     */
    detail?: string;
    kind: CashKind;
    /**
     * Occurred At
     */
    occurred_at: string;
    /**
     * Symbol
     *
     * Of what paid the dividend or bore the financing.
     */
    symbol?: string;
    /**
     * Time Known
     */
    time_known?: boolean;
};

/**
 * CashEventListOut
 */
export type CashEventListOut = {
    /**
     * Items
     */
    items: Array<CashEventOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * CashEventOut
 *
 * One cash event: a fact, shown apart from trading results. It is voided, never changed.
 */
export type CashEventOut = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Amount
     *
     * Received > 0, paid < 0.
     */
    amount: string;
    /**
     * By Hand
     */
    by_hand: boolean;
    /**
     * Currency
     */
    currency: string;
    /**
     * Day
     */
    day: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Id
     */
    id: string;
    kind: CashKind;
    /**
     * Occurred At
     */
    occurred_at: string;
    /**
     * Sources
     */
    sources: Array<SourceOut>;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Time Known
     */
    time_known: boolean;
    /**
     * Voided At
     */
    voided_at: string | null;
};

/**
 * CashInLieuIn
 *
 * A fraction of the new units that was sold instead of delivered.
 */
export type CashInLieuIn = {
    /**
     * Amount
     *
     * What was paid for them in all.
     */
    amount: string;
    /**
     * Units
     *
     * An exact decimal.
     */
    units: string;
};

/**
 * CashKind
 *
 * What a cash event is. `transfer`: between the trader's own accounts or currencies.
 */
export type CashKind = 'deposit' | 'withdrawal' | 'transfer' | 'dividend' | 'interest' | 'fee' | 'tax' | 'funding';

/**
 * Cause
 */
export type Cause = 'missing_fill' | 'fee' | 'dividend' | 'interest' | 'exchange_rate' | 'transfer' | 'split' | 'rounding' | 'opening_balance' | 'premium_moved' | 'lot_method' | 'variation_margin' | 'unknown';

/**
 * ChainKind
 *
 * Whose entries follow each other.
 */
export type ChainKind = 'workspace' | 'person' | 'system';

/**
 * ChallengeOut
 *
 * Show it, with a code, at POST /auth/second-factor; it lives five minutes and bears five wrong codes.
 */
export type ChallengeOut = {
    /**
     * Challenge
     */
    challenge: string;
};

/**
 * ChangedNetOut
 *
 * What the changed trades of a currency come to.
 */
export type ChangedNetOut = {
    /**
     * After
     */
    after: string;
    /**
     * Before
     */
    before: string;
    /**
     * Currency
     */
    currency: string;
};

/**
 * ChangedTradeOut
 *
 * A stored trade that committing would alter. Without `after` it is no trade of its own any more.
 */
export type ChangedTradeOut = {
    after: TradeStandingOut | null;
    before: TradeStandingOut;
    /**
     * Change
     */
    change: 'closed' | 'reopened' | 'altered' | 'split' | 'merged' | 'removed';
    /**
     * Currency
     */
    currency: string;
    /**
     * Id
     */
    id: string;
    /**
     * Merged Into
     *
     * The trade that its fills are part of.
     */
    merged_into: string | null;
    /**
     * Opened At
     */
    opened_at: string;
    /**
     * Parts
     *
     * Trades made anew of what was its time.
     */
    parts: number;
    /**
     * Side
     */
    side: 'long' | 'short';
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Times Known
     */
    times_known: boolean;
};

/**
 * ChangesOut
 *
 * How stored trades would change: all of them counted and summed, the last opened listed.
 */
export type ChangesOut = {
    /**
     * Count
     */
    count?: number;
    /**
     * Net
     */
    net?: Array<ChangedNetOut>;
    /**
     * Trades
     *
     * At most a hundred.
     */
    trades?: Array<ChangedTradeOut>;
};

/**
 * ChoiceOut
 */
export type ChoiceOut = {
    /**
     * Meaning
     */
    meaning: string;
    /**
     * Value
     */
    value: string;
};

/**
 * CodeIn
 */
export type CodeIn = {
    /**
     * Code
     */
    code: string;
};

/**
 * ConfirmationIn
 */
export type ConfirmationIn = {
    /**
     * Password
     *
     * The one chosen at registering.
     */
    password: string;
    /**
     * Token
     *
     * From the mail's link.
     */
    token: string;
};

/**
 * ConsentIn
 */
export type ConsentIn = {
    /**
     * Version
     *
     * The one that was read.
     */
    version: string;
};

/**
 * ConsentListOut
 */
export type ConsentListOut = {
    /**
     * History
     *
     * Everything that was ever agreed to, newest first.
     */
    history: Array<GivenOut>;
    /**
     * Items
     */
    items: Array<ConsentOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ConsentOut
 *
 * What is asked for, and whether it is agreed to.
 */
export type ConsentOut = {
    /**
     * Is Given
     *
     * To the present version.
     */
    is_given: boolean;
    /**
     * Is Required
     *
     * It cannot be withdrawn without leaving.
     */
    is_required: boolean;
    /**
     * Kind
     */
    kind: 'terms' | 'privacy' | 'product_mail';
    /**
     * Url
     *
     * Where it is read; empty for a use that needs no page.
     */
    url: string;
    /**
     * Version
     *
     * The present one.
     */
    version: string;
};

/**
 * ContractIn
 *
 * What one point of the printed price is worth.
 */
export type ContractIn = {
    /**
     * Currency
     */
    currency?: string;
    /**
     * Multiplier
     *
     * An exact decimal.
     */
    multiplier: string;
};

/**
 * ContractListOut
 */
export type ContractListOut = {
    /**
     * Items
     */
    items: Array<ContractOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ContractOut
 *
 * A futures root, or a symbol, and what one point of its printed price is worth.
 */
export type ContractOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Exchange
     */
    exchange: string;
    /**
     * Multiplier
     */
    multiplier: string;
    /**
     * Own
     *
     * Stated by this workspace: it goes before the registry.
     */
    own: boolean;
    /**
     * Root
     */
    root: string;
    /**
     * Since
     *
     * The first day on which it held.
     */
    since: string | null;
    /**
     * Source
     *
     * Where that stands.
     */
    source: string;
    /**
     * Until
     *
     * The last day on which it held.
     */
    until: string | null;
};

/**
 * CorporateActionIn
 *
 * What the company gave for each old unit. A split has a ratio and nothing else.
 */
export type CorporateActionIn = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Cash
     *
     * A merger's cash for each old unit.
     */
    cash?: string | null;
    cash_in_lieu?: CashInLieuIn | null;
    /**
     * Cost Share
     *
     * From 0 to below 1: the share of the cost that goes to what was received.
     */
    cost_share?: string | null;
    /**
     * Denominator
     */
    denominator?: number;
    /**
     * Effective At
     */
    effective_at: string;
    instrument: InstrumentIn;
    kind?: CorporateActionKind;
    /**
     * Numerator
     *
     * New units for `denominator` old ones.
     */
    numerator?: number;
    /**
     * Rate
     *
     * Account currency per unit of the instrument's, for what was paid.
     */
    rate?: string | null;
    /**
     * What the units go on under (symbol change, merger), or what was spun off.
     */
    target?: InstrumentIn | null;
};

/**
 * CorporateActionKind
 */
export type CorporateActionKind = 'split' | 'symbol_change' | 'spin_off' | 'merger' | 'delisting';

/**
 * CorporateActionListOut
 */
export type CorporateActionListOut = {
    /**
     * Items
     */
    items: Array<CorporateActionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * CorporateActionOut
 *
 * One action in an account: a fact. It is voided, never changed.
 */
export type CorporateActionOut = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Added
     */
    added: string | null;
    /**
     * By Hand
     */
    by_hand: boolean;
    /**
     * Cash
     */
    cash: string;
    /**
     * Cost Share
     */
    cost_share: string | null;
    /**
     * Currency
     */
    currency: string;
    /**
     * Denominator
     */
    denominator: number;
    /**
     * Null: nothing was held, it is voided, or it is a split.
     */
    effect: EffectOut | null;
    /**
     * Effective At
     */
    effective_at: string;
    /**
     * Id
     */
    id: string;
    kind: CorporateActionKind;
    /**
     * Lieu Amount
     */
    lieu_amount: string | null;
    /**
     * Lieu Units
     */
    lieu_units: string | null;
    /**
     * Numerator
     *
     * 0: only the units it added are known, see `added`.
     */
    numerator: number;
    /**
     * Rate
     */
    rate: string | null;
    /**
     * Sources
     */
    sources: Array<SourceOut>;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Target Symbol
     */
    target_symbol: string | null;
    /**
     * Voided At
     */
    voided_at: string | null;
};

/**
 * CountsOut
 *
 * rows = new + duplicate + ignored + quarantined + rejected.
 */
export type CountsOut = {
    /**
     * Duplicate
     */
    duplicate: number;
    /**
     * Fills
     *
     * New fills that count: a row may state several; those set apart are not among them.
     */
    fills: number;
    /**
     * Ignored
     */
    ignored: number;
    /**
     * New
     */
    new: number;
    /**
     * Quarantined
     */
    quarantined: number;
    /**
     * Rejected
     */
    rejected: number;
    /**
     * Rows
     */
    rows: number;
};

/**
 * CredentialFieldOut
 *
 * One thing that a connection to this broker needs.
 */
export type CredentialFieldOut = {
    /**
     * Choices
     *
     * When only these are possible; else empty.
     */
    choices: Array<string>;
    /**
     * Help
     */
    help: string;
    /**
     * Label
     */
    label: string;
    /**
     * Name
     */
    name: string;
    /**
     * Optional
     */
    optional: boolean;
    /**
     * Secret
     *
     * Sealed when stored, and never shown again.
     */
    secret: boolean;
};

/**
 * CredentialIn
 */
export type CredentialIn = {
    /**
     * Credential
     *
     * PublicKeyCredential.toJSON().
     */
    credential: {
        [key: string]: unknown;
    };
};

/**
 * DayOut
 *
 * What one day's exits realised.
 */
export type DayOut = {
    /**
     * Day
     */
    day: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Gross
     */
    gross: string;
    /**
     * Net
     */
    net: string;
};

/**
 * DeliveryListOut
 */
export type DeliveryListOut = {
    /**
     * Items
     */
    items: Array<DeliveryOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * DeliveryOut
 *
 * An exercise or assignment. `view`: how it is told, which is the broker's where the market's price is missing.
 */
export type DeliveryOut = {
    /**
     * Executed At
     */
    executed_at: string;
    /**
     * Market
     *
     * The underlying's price then, as stated.
     */
    market: string | null;
    /**
     * Name
     */
    name: string;
    /**
     * Strike
     */
    strike: string | null;
    /**
     * Underlying
     */
    underlying: string;
    view: ExerciseView;
};

/**
 * DifferenceOut
 *
 * A figure that a statement prints otherwise than the ledger gives it.
 */
export type DifferenceOut = {
    /**
     * What it likely comes from.
     */
    cause: Cause;
    /**
     * Currency
     */
    currency: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Difference
     *
     * stated − ledger
     */
    difference: string;
    /**
     * File Name
     */
    file_name: string;
    /**
     * First Day
     *
     * The first of the days in which it arose, as far as the statements tell.
     */
    first_day: string;
    /**
     * Import Id
     */
    import_id: string;
    /**
     * Last Day
     */
    last_day: string;
    /**
     * Ledger
     */
    ledger: string;
    /**
     * Line
     *
     * Where it is printed; 0: a position that the statement does not list.
     */
    line: number;
    /**
     * Stated
     */
    stated: string;
    subject: Subject;
    /**
     * Symbol
     *
     * Of a position or a result; empty for a balance.
     */
    symbol: string;
};

/**
 * Dimension
 *
 * What trades are grouped by. A trade with several tags stands under each of them.
 */
export type Dimension = 'symbol' | 'underlying' | 'class' | 'account' | 'side' | 'playbook' | 'tag' | 'mistake' | 'emotion' | 'rating' | 'confidence' | 'weekday' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'hold';

/**
 * DocumentOut
 *
 * What people are asked to agree to.
 */
export type DocumentOut = {
    /**
     * Is Required
     *
     * Nobody can register without it.
     */
    is_required: boolean;
    /**
     * Kind
     */
    kind: 'terms' | 'privacy' | 'product_mail';
    /**
     * Url
     *
     * Where it is read; empty for a use that needs no page.
     */
    url: string;
    /**
     * Version
     */
    version: string;
};

/**
 * EffectOut
 *
 * What it did to what was held. Units are signed: a short's are below zero.
 */
export type EffectOut = {
    /**
     * Applied
     *
     * False: it stood aside, as the target is held the other way round.
     */
    applied: boolean;
    /**
     * Cash
     *
     * Received > 0, paid < 0.
     */
    cash: string;
    /**
     * Cost
     *
     * Cost that went along with them.
     */
    cost: string;
    /**
     * Given
     *
     * Units that were given up.
     */
    given: string;
    /**
     * Received
     *
     * Units that came instead, or beside them.
     */
    received: string;
};

/**
 * EquityOut
 */
export type EquityOut = {
    /**
     * Capital
     */
    capital: string | null;
    /**
     * Currency
     */
    currency: string;
    /**
     * Points
     */
    points: Array<EquityPointOut>;
};

/**
 * EquityPointOut
 *
 * A trading day: what it realised, and where the running total then stood.
 */
export type EquityPointOut = {
    /**
     * Day
     */
    day: string;
    /**
     * Drawdown
     *
     * From the highest running total so far, at most 0.
     */
    drawdown: string;
    /**
     * Equity
     */
    equity: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Net
     */
    net: string;
    /**
     * Trades
     */
    trades: number;
};

/**
 * ErasureIn
 */
export type ErasureIn = {
    /**
     * Email
     *
     * The address of your account: typed, so that it is meant.
     */
    email: string;
};

/**
 * ErasureOut
 */
export type ErasureOut = {
    /**
     * Deletes At
     *
     * You asked for your erasure: until then you can undo it.
     */
    deletes_at: string | null;
    /**
     * Grace Days
     */
    grace_days: number;
    /**
     * Workspaces
     */
    workspaces: Array<FateOut>;
};

/**
 * ExecutionIn
 *
 * One fill, entered by hand.
 */
export type ExecutionIn = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Asset Fee
     *
     * Units of the traded asset kept by the venue.
     */
    asset_fee?: string | null;
    /**
     * Closes
     *
     * It closes: what exceeds the position is unmatched, never a short.
     */
    closes?: boolean;
    /**
     * Executed At
     */
    executed_at: string;
    /**
     * Fees
     *
     * Cost > 0, rebate < 0; null: not known.
     */
    fees?: string | null;
    /**
     * Fees Confirmed
     *
     * The fees are right, though more than was traded for.
     */
    fees_confirmed?: boolean;
    instrument: InstrumentIn;
    kind?: ExecutionKind;
    /**
     * Price
     *
     * An exact decimal.
     */
    price: string;
    /**
     * Quantity
     *
     * An exact decimal.
     */
    quantity: string;
    /**
     * Rate
     *
     * Account currency per unit of the instrument's currency.
     */
    rate?: string | null;
    /**
     * Side
     */
    side: 'buy' | 'sell';
    /**
     * Time Known
     */
    time_known?: boolean;
};

/**
 * ExecutionKind
 */
export type ExecutionKind = 'trade' | 'expiry' | 'assignment' | 'exercise' | 'transfer' | 'corporate_action';

/**
 * ExecutionListOut
 */
export type ExecutionListOut = {
    /**
     * Items
     */
    items: Array<ExecutionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ExecutionOut
 *
 * One fill: a fact. It is voided, never changed or deleted.
 */
export type ExecutionOut = {
    /**
     * Account Id
     */
    account_id: string;
    asset_class: AssetClass;
    /**
     * Asset Fee
     */
    asset_fee: string;
    /**
     * By Hand
     */
    by_hand: boolean;
    /**
     * Closes
     */
    closes: boolean;
    /**
     * Counts
     *
     * False once it is voided, or every import that stated it is undone.
     */
    counts: boolean;
    /**
     * Currency
     */
    currency: string;
    /**
     * Day
     */
    day: string;
    /**
     * Executed At
     */
    executed_at: string;
    /**
     * Fees
     */
    fees: string | null;
    /**
     * Id
     */
    id: string;
    kind: ExecutionKind;
    /**
     * Price
     */
    price: string;
    /**
     * Quantity
     */
    quantity: string;
    /**
     * Side
     */
    side: 'buy' | 'sell';
    /**
     * Sources
     */
    sources: Array<SourceOut>;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Time Known
     */
    time_known: boolean;
    /**
     * Unmatched
     *
     * Units that found nothing open to close.
     */
    unmatched: string | null;
    /**
     * Voided At
     */
    voided_at: string | null;
};

/**
 * ExerciseView
 */
export type ExerciseView = 'printed' | 'economic' | 'broker';

/**
 * ExportCountsOut
 */
export type ExportCountsOut = {
    /**
     * Tables
     *
     * Rows about you in each table.
     */
    tables: {
        [key: string]: number;
    };
    /**
     * Uploads
     *
     * Files that you sent and nothing has taken over yet.
     */
    uploads: number;
    /**
     * Workspaces
     *
     * Archives of workspaces that you own.
     */
    workspaces: number;
};

/**
 * ExportProblemOut
 */
export type ExportProblemOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Title
     */
    title: string;
};

/**
 * FateOut
 *
 * What becomes of a workspace of yours when you are erased.
 */
export type FateOut = {
    /**
     * Fate
     *
     * Goes with you; stays with the others; only you own it and others work in it: hand it over first.
     */
    fate: 'goes' | 'stays' | 'hand_over';
    /**
     * Id
     */
    id: string;
    /**
     * Name
     */
    name: string;
    /**
     * Slug
     */
    slug: string;
};

/**
 * FieldErrorOut
 *
 * One fault: a JSON pointer into the body (`/quantity`) or a parameter's name (`?limit`).
 */
export type FieldErrorOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Pointer
     */
    pointer: string;
};

/**
 * FieldKind
 *
 * TEXT compares without regard to ASCII case; CHOICE takes one of a list; LABEL looks into a list.
 */
export type FieldKind = 'text' | 'symbol' | 'choice' | 'label' | 'id' | 'number' | 'duration' | 'day';

/**
 * FigureOut
 *
 * A metric's value on a sample of `n`. `enough`: n reaches the smallest honest sample.
 */
export type FigureOut = {
    /**
     * Enough
     */
    enough: boolean;
    interval: IntervalOut | null;
    /**
     * Key
     */
    key: string;
    /**
     * N
     */
    n: number;
    /**
     * Note
     *
     * Why it is undefined, or what to know about it.
     */
    note: string | null;
    /**
     * Value
     *
     * A string for money, a number for ratios, null if undefined.
     */
    value: string | number | number | null;
};

/**
 * FilterFieldListOut
 */
export type FilterFieldListOut = {
    /**
     * Items
     */
    items: Array<FilterFieldOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * FilterFieldOut
 *
 * A field of the filter language, with the values to offer for it.
 */
export type FilterFieldOut = {
    kind: FieldKind;
    /**
     * Meaning
     */
    meaning: string;
    /**
     * Name
     */
    name: string;
    /**
     * Values
     *
     * Choices, or what the workspace holds, most useful first; may be cut.
     */
    values: Array<string>;
};

/**
 * FormatListOut
 */
export type FormatListOut = {
    /**
     * Items
     */
    items: Array<FormatOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * FormatOut
 *
 * A layout that can be read.
 */
export type FormatOut = {
    /**
     * Broker
     */
    broker: string;
    /**
     * Key
     */
    key: string;
    /**
     * Package
     *
     * The Python distribution that brings it; empty: TradeSense itself.
     */
    package: string;
    /**
     * Title
     */
    title: string;
    /**
     * Zone
     *
     * Zone of its clock times; empty: that of the computer that exported it.
     */
    zone: string;
};

/**
 * GivenOut
 *
 * One agreement, whether it counts still or not.
 */
export type GivenOut = {
    /**
     * Given At
     */
    given_at: string;
    /**
     * Kind
     */
    kind: 'terms' | 'privacy' | 'product_mail';
    /**
     * Version
     */
    version: string;
    /**
     * Withdrawn At
     */
    withdrawn_at: string | null;
};

/**
 * GroupOut
 */
export type GroupOut = {
    /**
     * Figures
     */
    figures: Array<FigureOut>;
    /**
     * Key
     *
     * As the filter language spells it; empty: no value.
     */
    key: string;
};

/**
 * HealthOut
 */
export type HealthOut = {
    /**
     * Status
     */
    status: 'ok';
};

/**
 * ImportAccountOut
 */
export type ImportAccountOut = {
    /**
     * Id
     */
    id: string;
    /**
     * Is New
     */
    is_new: boolean;
    /**
     * Name
     */
    name: string;
    /**
     * Number
     */
    number: string;
};

/**
 * ImportListOut
 */
export type ImportListOut = {
    /**
     * Items
     */
    items: Array<ImportSummaryOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ImportOut
 *
 * An import with what it would do or did. Poll it while `phase` is not empty.
 */
export type ImportOut = {
    /**
     * Account Id
     */
    account_id: string | null;
    /**
     * Asks
     *
     * It has questions, which its preview tells: until they are answered, no commit.
     */
    asks: boolean;
    /**
     * Bytes Read
     */
    bytes_read: number;
    /**
     * Confidence
     */
    confidence: number | null;
    /**
     * Connection Id
     *
     * The broker connection that fetched it; null: somebody sent it.
     */
    connection_id: string | null;
    counts: CountsOut | null;
    /**
     * Created At
     */
    created_at: string;
    /**
     * File Bytes
     */
    file_bytes: number;
    /**
     * File Name
     */
    file_name: string;
    /**
     * Finished At
     */
    finished_at: string | null;
    /**
     * Format
     */
    format: string | null;
    /**
     * Format Title
     */
    format_title: string | null;
    /**
     * Id
     */
    id: string;
    /**
     * Members
     *
     * Of an archive: each of its files is an import of its own.
     */
    members?: Array<ImportSummaryOut>;
    options: OptionsOut;
    /**
     * Phase
     */
    phase: string;
    preview: PreviewOut | null;
    problem: ImportProblemOut | null;
    /**
     * Review First
     */
    review_first: boolean;
    /**
     * Rows Read
     */
    rows_read: number;
    /**
     * Settled
     *
     * Rows that were settled, and can be taken back.
     */
    settled: number;
    state: ImportState;
    /**
     * Unpacked From
     *
     * The archive it was in: an import, too.
     */
    unpacked_from: string | null;
};

/**
 * ImportProblemOut
 */
export type ImportProblemOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Title
     */
    title: string;
};

/**
 * ImportState
 */
export type ImportState = 'received' | 'parsing' | 'review' | 'committing' | 'committed' | 'undone' | 'failed' | 'cancelled' | 'unpacked';

/**
 * ImportSummaryOut
 *
 * An import as lists show it.
 */
export type ImportSummaryOut = {
    /**
     * Account Id
     */
    account_id: string | null;
    /**
     * Asks
     *
     * It has questions, which its preview tells: until they are answered, no commit.
     */
    asks: boolean;
    /**
     * Bytes Read
     */
    bytes_read: number;
    /**
     * Confidence
     */
    confidence: number | null;
    /**
     * Connection Id
     *
     * The broker connection that fetched it; null: somebody sent it.
     */
    connection_id: string | null;
    counts: CountsOut | null;
    /**
     * Created At
     */
    created_at: string;
    /**
     * File Bytes
     */
    file_bytes: number;
    /**
     * File Name
     */
    file_name: string;
    /**
     * Finished At
     */
    finished_at: string | null;
    /**
     * Format
     */
    format: string | null;
    /**
     * Format Title
     */
    format_title: string | null;
    /**
     * Id
     */
    id: string;
    options: OptionsOut;
    /**
     * Phase
     */
    phase: string;
    problem: ImportProblemOut | null;
    /**
     * Review First
     */
    review_first: boolean;
    /**
     * Rows Read
     */
    rows_read: number;
    /**
     * Settled
     *
     * Rows that were settled, and can be taken back.
     */
    settled: number;
    state: ImportState;
    /**
     * Unpacked From
     *
     * The archive it was in: an import, too.
     */
    unpacked_from: string | null;
};

/**
 * InferredOut
 *
 * A manner of the file, taken from all of it.
 */
export type InferredOut = {
    /**
     * Because
     */
    because: string;
    /**
     * Proofs
     *
     * How many cells say so, as far as was looked.
     */
    proofs: number;
    /**
     * Value
     */
    value: string;
};

/**
 * InstrumentIn
 *
 * What was traded. Futures are known by their name; anything else with a multiplier states it.
 */
export type InstrumentIn = {
    asset_class?: AssetClass;
    /**
     * Currency
     */
    currency?: string;
    /**
     * Expiry
     */
    expiry?: string | null;
    /**
     * Multiplier
     */
    multiplier?: string | null;
    right?: Right | null;
    /**
     * Strike
     */
    strike?: string | null;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Underlying
     */
    underlying?: string;
};

/**
 * IntervalOut
 *
 * The 95 % interval, and how it was got.
 */
export type IntervalOut = {
    /**
     * High
     */
    high: number;
    /**
     * Low
     */
    low: number;
    /**
     * Method
     */
    method: string;
};

/**
 * InvitationIn
 */
export type InvitationIn = {
    /**
     * Email
     */
    email: string;
    /**
     * Role
     */
    role: 'admin' | 'trader' | 'coach' | 'risk' | 'viewer';
};

/**
 * InvitationListOut
 */
export type InvitationListOut = {
    /**
     * Items
     */
    items: Array<InvitationOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * InvitationMadeOut
 */
export type InvitationMadeOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Email
     */
    email: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Invited By
     */
    invited_by: string;
    /**
     * Is Mailed
     *
     * Whether a mail with the link is on its way to that address.
     */
    is_mailed: boolean;
    /**
     * Path
     *
     * The link, below the application's address. Told this once: null where an answer is repeated for its `Idempotency-Key`, since its token is kept nowhere.
     */
    path: string | null;
    role: Role;
};

/**
 * InvitationOut
 */
export type InvitationOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Email
     */
    email: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Invited By
     */
    invited_by: string;
    role: Role;
};

/**
 * KeptOut
 *
 * Rows about people in one table.
 */
export type KeptOut = {
    /**
     * At The End
     *
     * What becomes of them when you are erased.
     */
    at_the_end: string;
    /**
     * Table
     */
    table: string;
    /**
     * What
     */
    what: string;
    /**
     * Why
     *
     * Where there is something to say of it; else empty.
     */
    why: string;
};

/**
 * LeftOutOut
 */
export type LeftOutOut = {
    /**
     * Name
     */
    name: string;
    /**
     * Why
     */
    why: string;
};

/**
 * LegOut
 *
 * The part of one fill that belongs to the trade.
 */
export type LegOut = {
    execution: ExecutionOut;
    /**
     * Fees
     */
    fees: string;
    /**
     * Position
     *
     * Units open after it, signed.
     */
    position: string;
    /**
     * Quantity
     */
    quantity: string;
    /**
     * Realised
     *
     * Gross realised by it; null for an entry.
     */
    realised: string | null;
    /**
     * Role
     */
    role: 'entry' | 'exit';
};

/**
 * LinkIn
 */
export type LinkIn = {
    /**
     * Token
     *
     * From the mail's link.
     */
    token: string;
};

/**
 * LinkedIdentityListOut
 */
export type LinkedIdentityListOut = {
    /**
     * Items
     */
    items: Array<LinkedIdentityOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * LinkedIdentityOut
 */
export type LinkedIdentityOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Email
     *
     * As the provider stated it then; for people to recognise.
     */
    email: string;
    /**
     * Id
     */
    id: string;
    /**
     * Issuer
     */
    issuer: string;
    /**
     * Last Used At
     */
    last_used_at: string | null;
};

/**
 * LoginIn
 */
export type LoginIn = {
    /**
     * Email
     */
    email: string;
    /**
     * Password
     */
    password: string;
};

/**
 * LotPickIn
 */
export type LotPickIn = {
    /**
     * Opening Id
     */
    opening_id: string;
    /**
     * Quantity
     *
     * An exact decimal.
     */
    quantity: string;
};

/**
 * LotsIn
 *
 * Which lots a closing fill takes, for accounts with the method `specific`.
 */
export type LotsIn = {
    /**
     * Lots
     */
    lots: Array<LotPickIn>;
};

/**
 * MannersOut
 *
 * How a table without a broker was understood; null: nothing in it depends on that.
 */
export type MannersOut = {
    /**
     * Columns
     */
    columns: Array<ReadColumnOut>;
    date_order: InferredOut | null;
    decimal_mark: InferredOut | null;
};

/**
 * MappingChangeIn
 */
export type MappingChangeIn = {
    /**
     * Name
     */
    name: string;
};

/**
 * MappingListOut
 */
export type MappingListOut = {
    /**
     * Items
     */
    items: Array<MappingOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * MappingOut
 *
 * What was said of a table's columns, dates and numbers: it holds for the next with the same header.
 */
export type MappingOut = {
    /**
     * Columns
     */
    columns: Array<string>;
    /**
     * Created At
     */
    created_at: string;
    /**
     * Date Order
     */
    date_order: string | null;
    /**
     * Decimal Mark
     */
    decimal_mark: string | null;
    /**
     * Format
     */
    format: string;
    /**
     * Id
     */
    id: string;
    /**
     * Mapping
     */
    mapping: {
        [key: string]: string;
    } | null;
    /**
     * Name
     *
     * The file it was said of, until somebody names it.
     */
    name: string;
    /**
     * Used At
     */
    used_at: string;
};

/**
 * MarketPriceIn
 *
 * What one share was worth on the market when it was delivered; null takes it back.
 */
export type MarketPriceIn = {
    /**
     * Name
     */
    name: string;
    /**
     * Price
     */
    price: string | null;
};

/**
 * MatchOut
 *
 * Units of an exit matched with units of an entry: how the profit comes about, step by step.
 */
export type MatchOut = {
    /**
     * Closing Id
     */
    closing_id: string;
    /**
     * Cost
     */
    cost: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Gross
     */
    gross: string;
    /**
     * Net
     */
    net: string;
    /**
     * Opening Id
     */
    opening_id: string;
    /**
     * Proceeds
     */
    proceeds: string;
    /**
     * Quantity
     */
    quantity: string;
};

/**
 * MeOut
 */
export type MeOut = {
    user: UserOut;
    /**
     * Workspace Id
     *
     * The workspace this request acted in.
     */
    workspace_id: string;
    /**
     * Workspaces
     */
    workspaces: Array<MembershipOut>;
};

/**
 * MemberIn
 */
export type MemberIn = {
    role: Role;
};

/**
 * MemberListOut
 */
export type MemberListOut = {
    /**
     * Items
     */
    items: Array<MemberOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * MemberOut
 */
export type MemberOut = {
    /**
     * Created At
     *
     * Since when.
     */
    created_at: string;
    /**
     * Email
     */
    email: string;
    /**
     * Etag
     *
     * Send it as `If-Match` to change or remove the member.
     */
    etag: string;
    /**
     * Name
     */
    name: string;
    role: Role;
    /**
     * User Id
     */
    user_id: string;
};

/**
 * MembershipOut
 *
 * A workspace the person belongs to.
 */
export type MembershipOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Id
     */
    id: string;
    /**
     * Name
     */
    name: string;
    /**
     * Slug
     */
    slug: string;
    /**
     * Timezone
     */
    timezone: string;
};

/**
 * Method
 */
export type Method = 'fifo' | 'lifo' | 'average' | 'hifo' | 'specific';

/**
 * MetricListOut
 */
export type MetricListOut = {
    /**
     * Items
     */
    items: Array<MetricOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * MetricOut
 *
 * A metric's definition.
 */
export type MetricOut = {
    /**
     * Basis
     */
    basis: string;
    better: Better;
    /**
     * Convention
     */
    convention: string;
    /**
     * Formula
     *
     * LaTeX.
     */
    formula: string;
    /**
     * Is Default
     */
    is_default: boolean;
    /**
     * Key
     */
    key: string;
    /**
     * Name
     */
    name: string;
    /**
     * Sample Min
     */
    sample_min: number;
    /**
     * Source
     */
    source: string;
    unit: Unit;
};

/**
 * NewPasskeyIn
 */
export type NewPasskeyIn = {
    /**
     * Credential
     *
     * PublicKeyCredential.toJSON().
     */
    credential: {
        [key: string]: unknown;
    };
    /**
     * Name
     */
    name?: string;
};

/**
 * NoteListOut
 */
export type NoteListOut = {
    /**
     * Items
     */
    items: Array<NoteOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * NoteOut
 *
 * A row that is neither new nor a duplicate, and what to do about it.
 */
export type NoteOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Line
     */
    line: number;
    /**
     * Proposals
     *
     * What may be done about it, likeliest first.
     */
    proposals: Array<Settlement>;
    /**
     * Raw
     */
    raw: string;
    /**
     * Reason
     *
     * The code in a few words; empty for one of somebody else's format.
     */
    reason: string;
    /**
     * What was chosen for it: that can be taken back.
     */
    settled: Settlement | null;
    verdict: Verdict;
};

/**
 * OpenInvitationOut
 *
 * What the link says to whoever has it.
 */
export type OpenInvitationOut = {
    /**
     * Email
     *
     * Only whoever signs in with this address can accept it.
     */
    email: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Invited By
     */
    invited_by: string;
    role: Role;
    /**
     * Workspace
     */
    workspace: string;
};

/**
 * OptionsIn
 *
 * How to read the file; leave out what it says itself.
 */
export type OptionsIn = {
    /**
     * Account Id
     */
    account_id?: string | null;
    /**
     * Date Order
     */
    date_order?: 'ymd' | 'mdy' | 'dmy' | null;
    /**
     * Decimal Mark
     */
    decimal_mark?: '.' | ',' | null;
    /**
     * Format
     */
    format?: string | null;
    /**
     * Mapping
     *
     * Our field -> the file's column.
     */
    mapping?: {
        [key: string]: string;
    } | null;
    /**
     * Repeated Times
     *
     * Which is meant of a clock time that occurred twice; the first, unless said.
     */
    repeated_times?: 'first' | 'second' | null;
    /**
     * Review
     *
     * False: commit without waiting.
     */
    review?: boolean | null;
    /**
     * Timezone
     */
    timezone?: string | null;
};

/**
 * OptionsOut
 */
export type OptionsOut = {
    /**
     * Date Order
     */
    date_order: string | null;
    /**
     * Decimal Mark
     */
    decimal_mark: string | null;
    /**
     * Format
     */
    format: string | null;
    /**
     * Mapping
     */
    mapping: {
        [key: string]: string;
    } | null;
    /**
     * Repeated Times
     */
    repeated_times: string | null;
    /**
     * Timezone
     */
    timezone: string | null;
};

/**
 * PasskeyChangeIn
 */
export type PasskeyChangeIn = {
    /**
     * Name
     */
    name: string;
};

/**
 * PasskeyListOut
 */
export type PasskeyListOut = {
    /**
     * Items
     */
    items: Array<PasskeyOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * PasskeyOptionsOut
 */
export type PasskeyOptionsOut = {
    /**
     * Options
     *
     * For parseCreationOptionsFromJSON or parseRequestOptionsFromJSON.
     */
    options: {
        [key: string]: unknown;
    };
};

/**
 * PasskeyOut
 */
export type PasskeyOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Last Used At
     */
    last_used_at: string | null;
    /**
     * Name
     */
    name: string;
    /**
     * Synced
     *
     * Whether it is copied to your other devices.
     */
    synced: boolean;
};

/**
 * PasswordIn
 */
export type PasswordIn = {
    /**
     * Current Password
     */
    current_password: string;
    /**
     * Password
     *
     * The new one.
     */
    password: string;
};

/**
 * PendingOut
 *
 * A mail is on its way, if the address is the right one.
 */
export type PendingOut = {
    /**
     * Is Done
     *
     * Nothing more to do: it counts already.
     */
    is_done?: boolean;
    /**
     * Sent To
     */
    sent_to: string;
};

/**
 * PermissionListOut
 */
export type PermissionListOut = {
    /**
     * Items
     */
    items: Array<PermissionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * PermissionOut
 */
export type PermissionOut = {
    /**
     * Allows
     */
    allows: string;
    /**
     * For Keys
     *
     * Whether an API key can be given it.
     */
    for_keys: boolean;
    /**
     * Permission
     */
    permission: string;
    /**
     * Roles
     */
    roles: Array<Role>;
};

/**
 * PersonalExportListOut
 */
export type PersonalExportListOut = {
    /**
     * Items
     */
    items: Array<PersonalExportOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * PersonalExportOut
 *
 * Everything that is kept about you, on its way into one file. Poll it until `state` is done or failed.
 */
export type PersonalExportOut = {
    counts: ExportCountsOut | null;
    /**
     * Created At
     */
    created_at: string;
    /**
     * Expires At
     *
     * The file is deleted then.
     */
    expires_at: string;
    /**
     * File Bytes
     */
    file_bytes: number | null;
    /**
     * File Name
     */
    file_name: string;
    /**
     * Finished At
     */
    finished_at: string | null;
    /**
     * Id
     */
    id: string;
    problem: ExportProblemOut | null;
    /**
     * Sha256
     */
    sha256: string | null;
    /**
     * State
     */
    state: 'waiting' | 'running' | 'done' | 'failed';
};

/**
 * PostedOut
 *
 * What a request came to: rows = new + duplicate + probable duplicates. It is an import, and can be undone.
 */
export type PostedOut = {
    /**
     * Duplicate
     */
    duplicate: number;
    /**
     * Import Id
     */
    import_id: string;
    /**
     * Ledger Version
     */
    ledger_version: number;
    /**
     * New
     */
    new: number;
    /**
     * Probable Duplicates
     *
     * Not counted, unless `count_probable` is set.
     */
    probable_duplicates: Array<ProbableDuplicateOut>;
    /**
     * Rows
     */
    rows: number;
    /**
     * Trades Saved
     */
    trades_saved: number;
    /**
     * Unmatched
     *
     * Of the new ones, those that found nothing open to close.
     */
    unmatched: number;
};

/**
 * PreviewCashOut
 *
 * New cash events of a kind in one currency.
 */
export type PreviewCashOut = {
    /**
     * Amount
     *
     * What they come to: received > 0, paid < 0.
     */
    amount: string;
    /**
     * Count
     */
    count: number;
    /**
     * Currency
     */
    currency: string;
    kind: CashKind;
};

/**
 * PreviewNetOut
 */
export type PreviewNetOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Net
     */
    net: string;
};

/**
 * PreviewOut
 *
 * What committing would do; and what a mapping needs, where no broker's layout fits.
 */
export type PreviewOut = {
    /**
     * Accounts
     */
    accounts?: Array<ImportAccountOut>;
    /**
     * Cash
     *
     * Cash events it would add: shown apart, never part of trading results.
     */
    cash?: Array<PreviewCashOut>;
    changes?: ChangesOut;
    /**
     * Columns
     */
    columns?: Array<string>;
    /**
     * Left Out
     *
     * Of an archive: files without a statement.
     */
    left_out?: Array<LeftOutOut>;
    manners?: MannersOut | null;
    /**
     * Net
     *
     * Of all new trades.
     */
    net?: Array<PreviewNetOut>;
    /**
     * Proposal
     *
     * A mapping to begin with: our field -> column.
     */
    proposal?: {
        [key: string]: string;
    };
    /**
     * Questions
     *
     * While there is one, nothing is committed: what is shown is provisional.
     */
    questions?: Array<QuestionOut>;
    /**
     * Sample
     */
    sample?: Array<Array<string>>;
    saved_mapping?: SavedMappingOut | null;
    /**
     * Trades
     *
     * New trades, at most fifty.
     */
    trades?: Array<PreviewTradeOut>;
    /**
     * Trades Deleted
     */
    trades_deleted?: number;
    /**
     * Trades New
     *
     * Of them, those that were not stored before.
     */
    trades_new?: number;
    /**
     * Trades Saved
     *
     * Trades made or derived anew.
     */
    trades_saved?: number;
    /**
     * Twice
     *
     * Fills at a clock time that occurred twice, in the night of the change.
     */
    twice?: number;
    /**
     * Zone
     */
    zone?: string;
    /**
     * Zone Because
     */
    zone_because?: string;
};

/**
 * PreviewTradeOut
 */
export type PreviewTradeOut = {
    /**
     * Closed At
     */
    closed_at: string | null;
    /**
     * Currency
     */
    currency: string;
    /**
     * Net
     */
    net: string;
    /**
     * Opened At
     */
    opened_at: string;
    /**
     * Quantity
     */
    quantity: string;
    /**
     * Side
     */
    side: 'long' | 'short';
    /**
     * Status
     */
    status: 'open' | 'closed';
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Times Known
     *
     * False: the file says on which day only.
     */
    times_known: boolean;
};

/**
 * PrivacyOut
 */
export type PrivacyOut = {
    /**
     * Kept
     */
    kept: Array<KeptOut>;
    /**
     * Retention
     */
    retention: Array<RetainedOut>;
};

/**
 * ProbableDuplicateOut
 */
export type ProbableDuplicateOut = {
    /**
     * File
     *
     * What states that fill already; empty: it was entered by hand.
     */
    file: string;
    /**
     * Pointer
     */
    pointer: string;
    /**
     * Symbol
     */
    symbol: string;
};

/**
 * ProblemOut
 *
 * RFC 9457. `code` is stable: switch on it, show `detail`.
 */
export type ProblemOut = {
    /**
     * Code
     */
    code: string;
    /**
     * Detail
     */
    detail: string;
    /**
     * Errors
     */
    errors: Array<FieldErrorOut>;
    /**
     * Instance
     */
    instance: string;
    /**
     * Request Id
     */
    request_id: string;
    /**
     * Status
     */
    status: number;
    /**
     * Title
     */
    title: string;
    /**
     * Type
     */
    type: string;
};

/**
 * ProofIn
 */
export type ProofIn = {
    /**
     * Code
     *
     * For whoever has a second factor.
     */
    code?: string | null;
    /**
     * Password
     */
    password: string;
};

/**
 * ProviderAnswerIn
 *
 * What stands in the address that the provider sent the browser back to.
 */
export type ProviderAnswerIn = {
    /**
     * Code
     */
    code: string;
    /**
     * Currency
     */
    currency?: string;
    /**
     * Iss
     */
    iss?: string | null;
    /**
     * State
     */
    state: string;
    /**
     * Timezone
     *
     * Of a new person's workspace.
     */
    timezone?: string;
};

/**
 * ProviderOut
 */
export type ProviderOut = {
    /**
     * Key
     */
    key: string;
    /**
     * Name
     */
    name: string;
};

/**
 * ProviderStartIn
 *
 * What a new person agrees to before they have an account; of no meaning for somebody known.
 */
export type ProviderStartIn = {
    /**
     * Consents
     *
     * As in registering: GET /auth/ways says what is asked for.
     */
    consents?: {
        [key: string]: string;
    };
};

/**
 * QuestionOut
 *
 * What the file leaves open: read it again with `option` set to one of the choices; `side` is of the mapping.
 */
export type QuestionOut = {
    /**
     * Choices
     */
    choices: Array<ChoiceOut>;
    /**
     * Detail
     */
    detail: string;
    /**
     * Option
     */
    option: 'date_order' | 'decimal_mark' | 'side';
};

/**
 * ReadColumnOut
 */
export type ReadColumnOut = {
    /**
     * Because
     *
     * Its name, what stands in it, or what was said of it.
     */
    because: 'name' | 'content' | 'said';
    /**
     * Column
     */
    column: string;
    /**
     * Field
     */
    field: string;
};

/**
 * ReconciliationOut
 *
 * How an account stands against its statements.
 */
export type ReconciliationOut = {
    /**
     * Checked
     *
     * Printed figures compared.
     */
    checked: number;
    /**
     * Differences
     */
    differences: Array<DifferenceOut>;
    /**
     * Since
     *
     * From this day on everything printed agrees; or, unreconciled: the first day in doubt.
     */
    since: string | null;
    standing: Standing;
    /**
     * Until
     *
     * The last day that a statement speaks of.
     */
    until: string | null;
};

/**
 * RecoveryCodesOut
 */
export type RecoveryCodesOut = {
    /**
     * Codes
     *
     * Shown this once. Each works once.
     */
    codes: Array<string>;
};

/**
 * RegistrationIn
 */
export type RegistrationIn = {
    /**
     * Consents
     *
     * What is agreed to, and the version of each: GET /auth/ways says what is asked for.
     */
    consents?: {
        [key: string]: string;
    };
    /**
     * Currency
     */
    currency?: string;
    /**
     * Email
     */
    email: string;
    /**
     * Invitation
     *
     * To a workspace, which you belong to at once; or where registering needs one.
     */
    invitation?: string | null;
    /**
     * Name
     */
    name?: string;
    /**
     * Password
     */
    password: string;
    /**
     * Timezone
     *
     * IANA name; days of reports begin there.
     */
    timezone?: string;
};

/**
 * ResetIn
 */
export type ResetIn = {
    /**
     * Password
     *
     * The new one.
     */
    password: string;
    /**
     * Token
     *
     * From the mail's link.
     */
    token: string;
};

/**
 * Results
 *
 * In what a result is told.
 */
export type Results = 'money' | 'r' | 'percent';

/**
 * RetainedOut
 *
 * What goes by itself.
 */
export type RetainedOut = {
    /**
     * Hours
     *
     * How long it is kept after that.
     */
    hours: number;
    /**
     * Since
     */
    since: string;
    /**
     * Table
     */
    table: string;
    /**
     * What
     */
    what: string;
};

/**
 * Right
 */
export type Right = 'call' | 'put';

/**
 * Role
 *
 * What a member is in a workspace, from all to least.
 */
export type Role = 'owner' | 'admin' | 'trader' | 'coach' | 'risk' | 'viewer';

/**
 * RotationIn
 */
export type RotationIn = {
    /**
     * Expires In Days
     */
    expires_in_days?: number;
    /**
     * Overlap Hours
     *
     * How long the former secret opens too.
     */
    overlap_hours?: number;
};

/**
 * SavedMappingOut
 *
 * What was said of an earlier table with the same header, and holds for this one.
 */
export type SavedMappingOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Name
     */
    name: string;
};

/**
 * SecondFactorIn
 */
export type SecondFactorIn = {
    /**
     * Challenge
     */
    challenge: string;
    /**
     * Code
     */
    code: string;
};

/**
 * SecurityOut
 */
export type SecurityOut = {
    /**
     * Email
     */
    email: string;
    /**
     * Has Password
     */
    has_password: boolean;
    /**
     * Has Totp
     */
    has_totp: boolean;
    /**
     * Is Email Verified
     */
    is_email_verified: boolean;
    /**
     * Recovery Codes Left
     */
    recovery_codes_left: number;
};

/**
 * SessionListOut
 */
export type SessionListOut = {
    /**
     * Items
     */
    items: Array<SessionOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * SessionOut
 */
export type SessionOut = {
    /**
     * Address
     *
     * Network address it was last used from.
     */
    address: string;
    /**
     * Authenticated At
     *
     * When you last proved who you are.
     */
    authenticated_at: string;
    /**
     * Created At
     */
    created_at: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Is Current
     */
    is_current: boolean;
    /**
     * Last Used At
     */
    last_used_at: string;
    /**
     * Methods
     *
     * How you proved who you are.
     */
    methods: Array<string>;
    /**
     * User Agent
     *
     * What the browser or program calls itself.
     */
    user_agent: string;
};

/**
 * SettleIn
 *
 * What becomes of rows in quarantine. With nothing said, the file is read again by the contracts now known.
 */
export type SettleIn = {
    /**
     * All
     */
    all?: Array<SettledCodeIn>;
    /**
     * Rows
     */
    rows?: Array<SettledRowIn>;
};

/**
 * SettledCodeIn
 *
 * All rows in quarantine for one reason; with `as` null, all that were settled alike (`row.left_out`, ...).
 */
export type SettledCodeIn = {
    as: Settlement | null;
    /**
     * Code
     */
    code: string;
};

/**
 * SettledRowIn
 *
 * `as` null: what was chosen for the row is taken back.
 */
export type SettledRowIn = {
    as: Settlement | null;
    /**
     * Cost Share
     *
     * With `share`: which share of the cost goes to what was received, above 0 and below 1.
     */
    cost_share?: string | null;
    /**
     * Line
     */
    line: number;
};

/**
 * Settlement
 *
 * What becomes of a quarantined row.
 *
 * ignore    it is left out
 * opening   a fill that should close and finds nothing open: it opens
 * later     a clock time that was skipped: clocks had not been put forward, so it was an hour later
 * count     a fill that is probably stored already: it is another one
 * share     a spin-off, or a merger for shares and cash: the share of the cost that goes to what was received is said
 */
export type Settlement = 'ignore' | 'opening' | 'later' | 'count' | 'share';

/**
 * ShareIn
 */
export type ShareIn = {
    /**
     * Expires In Days
     */
    expires_in_days?: number;
    /**
     * For Email
     *
     * Only whoever signs in with this address may open it; null: whoever has the link.
     */
    for_email?: string | null;
    /**
     * Hides Sizes
     *
     * Not with results in money: sizes would follow from them.
     */
    hides_sizes?: boolean;
    /**
     * Hides Symbol
     *
     * Prices and times are hidden with it; days stay.
     */
    hides_symbol?: boolean;
    /**
     * R needs the trade's planned risk.
     */
    results?: Results;
    /**
     * Trade Id
     */
    trade_id: string;
};

/**
 * ShareListOut
 */
export type ShareListOut = {
    /**
     * Items
     */
    items: Array<ShareOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * ShareMadeOut
 */
export type ShareMadeOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Created By
     */
    created_by: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * For Email
     */
    for_email: string | null;
    /**
     * Hides Sizes
     */
    hides_sizes: boolean;
    /**
     * Hides Symbol
     */
    hides_symbol: boolean;
    /**
     * Id
     */
    id: string;
    /**
     * Path
     *
     * The link, below the application's address. Told this once: null where an answer is repeated for its `Idempotency-Key`, since its token is kept nowhere.
     */
    path: string | null;
    results: Results;
    /**
     * Trade Id
     */
    trade_id: string;
};

/**
 * ShareOut
 */
export type ShareOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Created By
     */
    created_by: string;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * For Email
     */
    for_email: string | null;
    /**
     * Hides Sizes
     */
    hides_sizes: boolean;
    /**
     * Hides Symbol
     */
    hides_symbol: boolean;
    /**
     * Id
     */
    id: string;
    results: Results;
    /**
     * Trade Id
     */
    trade_id: string;
};

/**
 * ShareTokenIn
 */
export type ShareTokenIn = {
    /**
     * Token
     *
     * What follows the # in the link.
     */
    token: string;
};

/**
 * SharedTradeOut
 *
 * What the link tells; null is hidden, or not known yet.
 */
export type SharedTradeOut = {
    /**
     * Asset Class
     */
    asset_class: string;
    /**
     * Closed At
     */
    closed_at: string | null;
    /**
     * Closed On
     */
    closed_on: string | null;
    /**
     * Currency
     */
    currency: string | null;
    /**
     * Entry Price
     */
    entry_price: string | null;
    /**
     * Exit Price
     */
    exit_price: string | null;
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Opened At
     */
    opened_at: string | null;
    /**
     * Opened On
     */
    opened_on: string;
    /**
     * Quantity
     */
    quantity: string | null;
    /**
     * Result
     *
     * In the currency, in R, or per cent of the entries' worth.
     */
    result: string | null;
    results: Results;
    /**
     * Side
     */
    side: 'long' | 'short';
    /**
     * Symbol
     */
    symbol: string | null;
};

/**
 * SourceOut
 *
 * Where a fill was read.
 */
export type SourceOut = {
    /**
     * File Name
     */
    file_name: string;
    /**
     * Import Id
     */
    import_id: string;
    /**
     * Line
     */
    line: number;
};

/**
 * Standing
 *
 * `unstated`: there is no statement to compare with.
 */
export type Standing = 'reconciled' | 'unreconciled' | 'unstated';

/**
 * Subject
 */
export type Subject = 'balance' | 'position' | 'profit';

/**
 * SummaryOut
 */
export type SummaryOut = {
    /**
     * Currency
     */
    currency: string;
    /**
     * Figures
     */
    figures: Array<FigureOut>;
    /**
     * First Day
     */
    first_day: string | null;
    /**
     * Last Day
     */
    last_day: string | null;
    /**
     * Timezone
     */
    timezone: string;
    /**
     * Unconverted
     */
    unconverted: Array<BesideOut>;
};

/**
 * SyncOutcome
 *
 * How a run ended. `partial`: kept what there was room for, more follows at once.
 */
export type SyncOutcome = 'running' | 'synced' | 'partial' | 'nothing_new' | 'waiting' | 'throttled' | 'unavailable' | 'refused' | 'failed' | 'interrupted';

/**
 * SyncRunListOut
 */
export type SyncRunListOut = {
    /**
     * Items
     */
    items: Array<SyncRunOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * SyncRunOut
 */
export type SyncRunOut = {
    /**
     * Detail
     */
    detail: string;
    /**
     * Finished At
     */
    finished_at: string | null;
    /**
     * Id
     */
    id: string;
    /**
     * Import Id
     */
    import_id: string | null;
    outcome: SyncOutcome;
    /**
     * Records
     *
     * Fills and bookings that the broker answered.
     */
    records: number;
    /**
     * Started At
     */
    started_at: string;
};

/**
 * SyncSchedule
 */
export type SyncSchedule = 'off' | 'hourly' | 'daily';

/**
 * TagListOut
 */
export type TagListOut = {
    /**
     * Items
     */
    items: Array<TagOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * TagOut
 */
export type TagOut = {
    /**
     * Name
     */
    name: string;
    /**
     * Trades
     */
    trades: number;
};

/**
 * TokenIn
 */
export type TokenIn = {
    /**
     * Token
     *
     * What follows the # in the link.
     */
    token: string;
};

/**
 * TokenOut
 *
 * Send the token as `Authorization: Bearer …`; the refresh token travels in a cookie only.
 */
export type TokenOut = {
    /**
     * Access Token
     */
    access_token: string;
    /**
     * Expires In
     *
     * Seconds.
     */
    expires_in: number;
    /**
     * Token Type
     */
    token_type: string;
    user: UserOut;
    /**
     * Workspace Id
     *
     * The workspace that requests act in unless they name another.
     */
    workspace_id: string;
    /**
     * Workspaces
     */
    workspaces: Array<MembershipOut>;
};

/**
 * TotpSetupOut
 */
export type TotpSetupOut = {
    /**
     * Qr Code
     *
     * To be photographed by the app: an SVG as a data URI.
     */
    qr_code: string;
    /**
     * Secret
     *
     * To be typed into the app.
     */
    secret: string;
    /**
     * Uri
     *
     * To be opened by the app.
     */
    uri: string;
};

/**
 * TradeDetailOut
 */
export type TradeDetailOut = {
    /**
     * Account Id
     */
    account_id: string;
    /**
     * Account Name
     */
    account_name: string;
    annotation: AnnotationOut;
    asset_class: AssetClass;
    /**
     * Base Currency
     */
    base_currency: string;
    /**
     * Base Net
     *
     * Null: no exchange rate is known; not in any total.
     */
    base_net: string | null;
    /**
     * Closed At
     */
    closed_at: string | null;
    closed_by: ExecutionKind | null;
    /**
     * Closed On
     */
    closed_on: string | null;
    /**
     * Confidence
     */
    confidence: number | null;
    /**
     * Corporate Actions
     *
     * What it went through, oldest first.
     */
    corporate_actions: Array<CorporateActionOut>;
    /**
     * Currency
     */
    currency: string;
    /**
     * Days
     */
    days: Array<DayOut>;
    /**
     * Emotions
     */
    emotions: Array<string>;
    /**
     * Entries
     */
    entries: number;
    /**
     * Entry Price
     */
    entry_price: string;
    /**
     * Executions
     */
    executions: number;
    /**
     * Exit Price
     */
    exit_price: string | null;
    /**
     * Exit Quantity
     */
    exit_quantity: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Fees Known
     *
     * False: a file did not state its fees, so net is before those.
     */
    fees_known: boolean;
    /**
     * Gross
     */
    gross: string;
    /**
     * Has Notes
     */
    has_notes: boolean;
    /**
     * Held Seconds
     */
    held_seconds: number | null;
    /**
     * Id
     */
    id: string;
    /**
     * Legs
     */
    legs: Array<LegOut>;
    /**
     * Linked
     *
     * Trades joined to it by an assignment or exercise.
     */
    linked: Array<string>;
    /**
     * Matches
     */
    matches: Array<MatchOut>;
    method: Method;
    /**
     * Mistakes
     */
    mistakes: Array<string>;
    /**
     * Multiplier
     */
    multiplier: string;
    /**
     * Net
     */
    net: string;
    /**
     * Opened At
     */
    opened_at: string;
    /**
     * Opened On
     */
    opened_on: string;
    /**
     * Playbook
     */
    playbook: string | null;
    /**
     * Quantity
     *
     * Units entered, in today's units.
     */
    quantity: string;
    /**
     * R
     *
     * Net ÷ initial risk; null without a stop or planned risk.
     */
    r: number | null;
    /**
     * Rating
     */
    rating: number | null;
    /**
     * Risk
     */
    risk: string | null;
    /**
     * Side
     */
    side: 'long' | 'short';
    status: TradeStatus;
    /**
     * Stop
     */
    stop: string | null;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Tags
     */
    tags: Array<string>;
    /**
     * Target
     */
    target: string | null;
    /**
     * Times Known
     */
    times_known: boolean;
    /**
     * Underlying
     */
    underlying: string;
};

/**
 * TradeListOut
 */
export type TradeListOut = {
    /**
     * Items
     */
    items: Array<TradeOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
    /**
     * Total
     *
     * With `include=total`.
     */
    total: number | null;
};

/**
 * TradeOut
 *
 * A round trip, from flat to flat. Amounts are in `currency`, `base_*` in the account's.
 */
export type TradeOut = {
    /**
     * Account Id
     */
    account_id: string;
    asset_class: AssetClass;
    /**
     * Base Currency
     */
    base_currency: string;
    /**
     * Base Net
     *
     * Null: no exchange rate is known; not in any total.
     */
    base_net: string | null;
    /**
     * Closed At
     */
    closed_at: string | null;
    closed_by: ExecutionKind | null;
    /**
     * Closed On
     */
    closed_on: string | null;
    /**
     * Confidence
     */
    confidence: number | null;
    /**
     * Currency
     */
    currency: string;
    /**
     * Emotions
     */
    emotions: Array<string>;
    /**
     * Entries
     */
    entries: number;
    /**
     * Entry Price
     */
    entry_price: string;
    /**
     * Executions
     */
    executions: number;
    /**
     * Exit Price
     */
    exit_price: string | null;
    /**
     * Exit Quantity
     */
    exit_quantity: string;
    /**
     * Fees
     */
    fees: string;
    /**
     * Fees Known
     *
     * False: a file did not state its fees, so net is before those.
     */
    fees_known: boolean;
    /**
     * Gross
     */
    gross: string;
    /**
     * Has Notes
     */
    has_notes: boolean;
    /**
     * Held Seconds
     */
    held_seconds: number | null;
    /**
     * Id
     */
    id: string;
    /**
     * Mistakes
     */
    mistakes: Array<string>;
    /**
     * Net
     */
    net: string;
    /**
     * Opened At
     */
    opened_at: string;
    /**
     * Opened On
     */
    opened_on: string;
    /**
     * Playbook
     */
    playbook: string | null;
    /**
     * Quantity
     *
     * Units entered, in today's units.
     */
    quantity: string;
    /**
     * R
     *
     * Net ÷ initial risk; null without a stop or planned risk.
     */
    r: number | null;
    /**
     * Rating
     */
    rating: number | null;
    /**
     * Risk
     */
    risk: string | null;
    /**
     * Side
     */
    side: 'long' | 'short';
    status: TradeStatus;
    /**
     * Stop
     */
    stop: string | null;
    /**
     * Symbol
     */
    symbol: string;
    /**
     * Tags
     */
    tags: Array<string>;
    /**
     * Target
     */
    target: string | null;
    /**
     * Times Known
     */
    times_known: boolean;
    /**
     * Underlying
     */
    underlying: string;
};

/**
 * TradeStandingOut
 */
export type TradeStandingOut = {
    /**
     * Closed At
     */
    closed_at: string | null;
    /**
     * Net
     */
    net: string;
    /**
     * Open Quantity
     */
    open_quantity: string;
    /**
     * Quantity
     *
     * All that was entered.
     */
    quantity: string;
    /**
     * Status
     */
    status: 'open' | 'closed';
};

/**
 * TradeStatus
 */
export type TradeStatus = 'open' | 'closed';

/**
 * TransferIn
 */
export type TransferIn = {
    /**
     * User Id
     *
     * The member who becomes an owner.
     */
    user_id: string;
};

/**
 * Unit
 */
export type Unit = 'money' | 'ratio' | 'percent' | 'r' | 'count' | 'seconds' | 'days' | 'years' | 'date';

/**
 * UploadOut
 *
 * An upload just begun: send its bytes to `Location`.
 */
export type UploadOut = {
    /**
     * Expires At
     */
    expires_at: string;
    /**
     * Id
     */
    id: string;
    /**
     * Length
     *
     * In bytes; null where the client does not know it yet.
     */
    length: number | null;
    /**
     * Received
     */
    received: number;
};

/**
 * UserOut
 */
export type UserOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Deletes At
     *
     * They asked to be erased: until then they can undo it.
     */
    deletes_at: string | null;
    /**
     * Email
     */
    email: string;
    /**
     * Id
     */
    id: string;
    /**
     * Name
     */
    name: string;
};

/**
 * Verdict
 *
 * What became of a row: rows = new + duplicate + ignored + quarantined + rejected (decision 11).
 *
 * A remark is no verdict on its row, which counts as what it is: it says what to know about it.
 */
export type Verdict = 'new' | 'duplicate' | 'ignored' | 'quarantined' | 'rejected' | 'remark';

/**
 * VersionOut
 */
export type VersionOut = {
    /**
     * Revision
     */
    revision: string;
    /**
     * Version
     */
    version: string;
};

/**
 * VisitOut
 */
export type VisitOut = {
    /**
     * Url
     *
     * The provider's page to go to.
     */
    url: string;
};

/**
 * WaysOut
 */
export type WaysOut = {
    /**
     * Documents
     */
    documents: Array<DocumentOut>;
    /**
     * Mail
     *
     * Whether addresses are confirmed, and passwords reset, by mail.
     */
    mail: boolean;
    /**
     * Passkeys
     */
    passkeys: boolean;
    /**
     * Providers
     */
    providers: Array<ProviderOut>;
    /**
     * Registration
     *
     * open, invited or closed.
     */
    registration: string;
};

/**
 * Whose
 *
 * Which chain to read: the workspace's, or one's own.
 */
export type Whose = 'workspace' | 'me';

/**
 * WorkspaceCreateIn
 */
export type WorkspaceCreateIn = {
    /**
     * Currency
     *
     * Currency that reports are shown in.
     */
    currency?: string;
    /**
     * Name
     */
    name: string;
    /**
     * Timezone
     *
     * IANA name.
     */
    timezone?: string;
};

/**
 * WorkspaceIn
 *
 * What may be changed; leave out what stays.
 */
export type WorkspaceIn = {
    /**
     * Currency
     *
     * Currency that reports are shown in.
     */
    currency?: string | null;
    /**
     * Files Kept Days
     *
     * Delete the files of imports so many days after the end of their import, which then cannot be read anew; 0: keep them.
     */
    files_kept_days?: number | null;
    /**
     * Name
     */
    name?: string | null;
    /**
     * Timezone
     *
     * IANA name.
     */
    timezone?: string | null;
};

/**
 * WorkspaceListOut
 */
export type WorkspaceListOut = {
    /**
     * Items
     */
    items: Array<WorkspaceOut>;
    /**
     * Next Cursor
     */
    next_cursor: string | null;
};

/**
 * WorkspaceOut
 */
export type WorkspaceOut = {
    /**
     * Created At
     */
    created_at: string;
    /**
     * Currency
     */
    currency: string;
    /**
     * Deletes At
     *
     * Somebody deleted it: until then it can be brought back.
     */
    deletes_at: string | null;
    /**
     * Files Kept Days
     *
     * So long after its end an import's file is kept; 0: as long as this.
     */
    files_kept_days: number;
    /**
     * Id
     */
    id: string;
    /**
     * Is Owner
     *
     * Also while it is about to be deleted, when everybody only looks.
     */
    is_owner: boolean;
    /**
     * Ledger Version
     *
     * Rises with every change that can change a figure.
     */
    ledger_version: number;
    /**
     * Name
     */
    name: string;
    /**
     * What you are in it at present.
     */
    role: Role;
    /**
     * Slug
     */
    slug: string;
    /**
     * Timezone
     */
    timezone: string;
};

/**
 * BrokerConnectionChangeIn
 *
 * What to change; of the credentials only the fields that are given.
 */
export type BrokerConnectionChangeInWritable = {
    /**
     * Account Id
     */
    account_id?: string | null;
    /**
     * Credentials
     */
    credentials?: {
        [key: string]: string;
    } | null;
    /**
     * Name
     */
    name?: string | null;
    /**
     * Review First
     */
    review_first?: boolean | null;
    schedule?: SyncSchedule | null;
    /**
     * Since
     */
    since?: string | null;
};

/**
 * BrokerConnectionIn
 *
 * A connection to make. Without a schedule it syncs when asked to.
 */
export type BrokerConnectionInWritable = {
    /**
     * Account Id
     *
     * Its fills' account; null: as the broker says.
     */
    account_id?: string | null;
    /**
     * Credentials
     *
     * By the names of the broker's fields.
     */
    credentials: {
        [key: string]: string;
    };
    /**
     * Kind
     */
    kind: string;
    /**
     * Name
     */
    name?: string;
    /**
     * Review First
     *
     * Let each import wait for a commit.
     */
    review_first?: boolean;
    schedule?: SyncSchedule;
    /**
     * Since
     *
     * First day to fetch; null: all there is.
     */
    since?: string | null;
};

export type AccountsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/accounts';
};

export type AccountsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsListError = AccountsListErrors[keyof AccountsListErrors];

export type AccountsListResponses = {
    /**
     * Successful Response
     */
    200: AccountListOut;
};

export type AccountsListResponse = AccountsListResponses[keyof AccountsListResponses];

export type AccountsCreateData = {
    body: AccountIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/accounts';
};

export type AccountsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsCreateError = AccountsCreateErrors[keyof AccountsCreateErrors];

export type AccountsCreateResponses = {
    /**
     * Successful Response
     */
    201: AccountOut;
};

export type AccountsCreateResponse = AccountsCreateResponses[keyof AccountsCreateResponses];

export type AccountsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Account Id
         *
         * The account's id.
         */
        account_id: string;
    };
    query?: never;
    url: '/api/v1/accounts/{account_id}';
};

export type AccountsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsGetError = AccountsGetErrors[keyof AccountsGetErrors];

export type AccountsGetResponses = {
    /**
     * Successful Response
     */
    200: AccountOut;
};

export type AccountsGetResponse = AccountsGetResponses[keyof AccountsGetResponses];

export type AccountsChangeData = {
    body: AccountChangeIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Account Id
         *
         * The account's id.
         */
        account_id: string;
    };
    query?: never;
    url: '/api/v1/accounts/{account_id}';
};

export type AccountsChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsChangeError = AccountsChangeErrors[keyof AccountsChangeErrors];

export type AccountsChangeResponses = {
    /**
     * Successful Response
     */
    200: AccountOut;
};

export type AccountsChangeResponse = AccountsChangeResponses[keyof AccountsChangeResponses];

export type AccountsDeliveriesData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Account Id
         *
         * The account's id.
         */
        account_id: string;
    };
    query?: never;
    url: '/api/v1/accounts/{account_id}/deliveries';
};

export type AccountsDeliveriesErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsDeliveriesError = AccountsDeliveriesErrors[keyof AccountsDeliveriesErrors];

export type AccountsDeliveriesResponses = {
    /**
     * Successful Response
     */
    200: DeliveryListOut;
};

export type AccountsDeliveriesResponse = AccountsDeliveriesResponses[keyof AccountsDeliveriesResponses];

export type AccountsPutMarketPriceData = {
    body: MarketPriceIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Account Id
         *
         * The account's id.
         */
        account_id: string;
    };
    query?: never;
    url: '/api/v1/accounts/{account_id}/deliveries';
};

export type AccountsPutMarketPriceErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsPutMarketPriceError = AccountsPutMarketPriceErrors[keyof AccountsPutMarketPriceErrors];

export type AccountsPutMarketPriceResponses = {
    /**
     * Successful Response
     */
    200: DeliveryOut;
};

export type AccountsPutMarketPriceResponse = AccountsPutMarketPriceResponses[keyof AccountsPutMarketPriceResponses];

export type AccountsReconciliationData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Account Id
         *
         * The account's id.
         */
        account_id: string;
    };
    query?: never;
    url: '/api/v1/accounts/{account_id}/reconciliation';
};

export type AccountsReconciliationErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AccountsReconciliationError = AccountsReconciliationErrors[keyof AccountsReconciliationErrors];

export type AccountsReconciliationResponses = {
    /**
     * Successful Response
     */
    200: ReconciliationOut;
};

export type AccountsReconciliationResponse = AccountsReconciliationResponses[keyof AccountsReconciliationResponses];

export type AnalyticsBreakdownData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query: {
        /**
         * By
         *
         * Such as symbol, weekday, hour, tag, playbook, hold.
         */
        by: string;
        /**
         * Q
         *
         * The filter language, as for trades; empty: all of them.
         */
        q?: string;
        /**
         * Tz
         *
         * IANA zone of clock times; the workspace's.
         */
        tz?: string;
        /**
         * Currency
         *
         * Currency to count in; the accounts' own.
         */
        currency?: string;
        /**
         * Metrics
         *
         * Keys of the catalogue, comma-separated.
         */
        metrics?: string;
    };
    url: '/api/v1/analytics/breakdown';
};

export type AnalyticsBreakdownErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnalyticsBreakdownError = AnalyticsBreakdownErrors[keyof AnalyticsBreakdownErrors];

export type AnalyticsBreakdownResponses = {
    /**
     * Successful Response
     */
    200: BreakdownOut;
};

export type AnalyticsBreakdownResponse = AnalyticsBreakdownResponses[keyof AnalyticsBreakdownResponses];

export type AnalyticsCalendarData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Q
         *
         * The filter language, as for trades; empty: all of them.
         */
        q?: string;
        /**
         * Tz
         *
         * IANA zone of clock times; the workspace's.
         */
        tz?: string;
        /**
         * Currency
         *
         * Currency to count in; the accounts' own.
         */
        currency?: string;
        /**
         * First
         *
         * From this day.
         */
        first?: string;
        /**
         * Last
         *
         * To this day.
         */
        last?: string;
    };
    url: '/api/v1/analytics/calendar';
};

export type AnalyticsCalendarErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnalyticsCalendarError = AnalyticsCalendarErrors[keyof AnalyticsCalendarErrors];

export type AnalyticsCalendarResponses = {
    /**
     * Successful Response
     */
    200: CalendarOut;
};

export type AnalyticsCalendarResponse = AnalyticsCalendarResponses[keyof AnalyticsCalendarResponses];

export type AnalyticsEquityData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Q
         *
         * The filter language, as for trades; empty: all of them.
         */
        q?: string;
        /**
         * Tz
         *
         * IANA zone of clock times; the workspace's.
         */
        tz?: string;
        /**
         * Currency
         *
         * Currency to count in; the accounts' own.
         */
        currency?: string;
    };
    url: '/api/v1/analytics/equity';
};

export type AnalyticsEquityErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnalyticsEquityError = AnalyticsEquityErrors[keyof AnalyticsEquityErrors];

export type AnalyticsEquityResponses = {
    /**
     * Successful Response
     */
    200: EquityOut;
};

export type AnalyticsEquityResponse = AnalyticsEquityResponses[keyof AnalyticsEquityResponses];

export type AnalyticsMetricsData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/analytics/metrics';
};

export type AnalyticsMetricsErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnalyticsMetricsError = AnalyticsMetricsErrors[keyof AnalyticsMetricsErrors];

export type AnalyticsMetricsResponses = {
    /**
     * Successful Response
     */
    200: MetricListOut;
};

export type AnalyticsMetricsResponse = AnalyticsMetricsResponses[keyof AnalyticsMetricsResponses];

export type AnalyticsSummaryData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Q
         *
         * The filter language, as for trades; empty: all of them.
         */
        q?: string;
        /**
         * Tz
         *
         * IANA zone of clock times; the workspace's.
         */
        tz?: string;
        /**
         * Currency
         *
         * Currency to count in; the accounts' own.
         */
        currency?: string;
        /**
         * Metrics
         *
         * Keys of the catalogue, comma-separated.
         */
        metrics?: string;
    };
    url: '/api/v1/analytics/summary';
};

export type AnalyticsSummaryErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnalyticsSummaryError = AnalyticsSummaryErrors[keyof AnalyticsSummaryErrors];

export type AnalyticsSummaryResponses = {
    /**
     * Successful Response
     */
    200: SummaryOut;
};

export type AnalyticsSummaryResponse = AnalyticsSummaryResponses[keyof AnalyticsSummaryResponses];

export type ApiKeysListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/api-keys';
};

export type ApiKeysListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ApiKeysListError = ApiKeysListErrors[keyof ApiKeysListErrors];

export type ApiKeysListResponses = {
    /**
     * Successful Response
     */
    200: ApiKeyListOut;
};

export type ApiKeysListResponse = ApiKeysListResponses[keyof ApiKeysListResponses];

export type ApiKeysCreateData = {
    body: ApiKeyIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/api-keys';
};

export type ApiKeysCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ApiKeysCreateError = ApiKeysCreateErrors[keyof ApiKeysCreateErrors];

export type ApiKeysCreateResponses = {
    /**
     * Successful Response
     */
    201: ApiKeyMadeOut;
};

export type ApiKeysCreateResponse = ApiKeysCreateResponses[keyof ApiKeysCreateResponses];

export type ApiKeysRevokeData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Key Id
         *
         * The key's id; not its secret.
         */
        key_id: string;
    };
    query?: never;
    url: '/api/v1/api-keys/{key_id}';
};

export type ApiKeysRevokeErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ApiKeysRevokeError = ApiKeysRevokeErrors[keyof ApiKeysRevokeErrors];

export type ApiKeysRevokeResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type ApiKeysRevokeResponse = ApiKeysRevokeResponses[keyof ApiKeysRevokeResponses];

export type ApiKeysGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Key Id
         *
         * The key's id; not its secret.
         */
        key_id: string;
    };
    query?: never;
    url: '/api/v1/api-keys/{key_id}';
};

export type ApiKeysGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ApiKeysGetError = ApiKeysGetErrors[keyof ApiKeysGetErrors];

export type ApiKeysGetResponses = {
    /**
     * Successful Response
     */
    200: ApiKeyOut;
};

export type ApiKeysGetResponse = ApiKeysGetResponses[keyof ApiKeysGetResponses];

export type ApiKeysRotateData = {
    body: RotationIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Key Id
         *
         * The key's id; not its secret.
         */
        key_id: string;
    };
    query?: never;
    url: '/api/v1/api-keys/{key_id}/rotate';
};

export type ApiKeysRotateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ApiKeysRotateError = ApiKeysRotateErrors[keyof ApiKeysRotateErrors];

export type ApiKeysRotateResponses = {
    /**
     * Successful Response
     */
    200: ApiKeyMadeOut;
};

export type ApiKeysRotateResponse = ApiKeysRotateResponses[keyof ApiKeysRotateResponses];

export type ArchivesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/archives';
};

export type ArchivesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ArchivesListError = ArchivesListErrors[keyof ArchivesListErrors];

export type ArchivesListResponses = {
    /**
     * Successful Response
     */
    200: ArchiveListOut;
};

export type ArchivesListResponse = ArchivesListResponses[keyof ArchivesListResponses];

export type ArchivesCreateData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/archives';
};

export type ArchivesCreateErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ArchivesCreateError = ArchivesCreateErrors[keyof ArchivesCreateErrors];

export type ArchivesCreateResponses = {
    /**
     * Successful Response
     */
    202: ArchiveOut;
};

export type ArchivesCreateResponse = ArchivesCreateResponses[keyof ArchivesCreateResponses];

export type ArchivesRestoreData = {
    body: Blob | File;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: {
        /**
         * Filename
         *
         * With a raw body: the file's name.
         */
        filename?: string;
    };
    url: '/api/v1/archives/restore';
};

export type ArchivesRestoreErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
    /**
     * There is no room left to store the file.
     */
    507: ProblemOut;
};

export type ArchivesRestoreError = ArchivesRestoreErrors[keyof ArchivesRestoreErrors];

export type ArchivesRestoreResponses = {
    /**
     * Successful Response
     */
    202: ArchiveOut;
};

export type ArchivesRestoreResponse = ArchivesRestoreResponses[keyof ArchivesRestoreResponses];

export type ArchivesGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Archive Id
         *
         * The archive's id.
         */
        archive_id: string;
    };
    query?: never;
    url: '/api/v1/archives/{archive_id}';
};

export type ArchivesGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ArchivesGetError = ArchivesGetErrors[keyof ArchivesGetErrors];

export type ArchivesGetResponses = {
    /**
     * Successful Response
     */
    200: ArchiveOut;
};

export type ArchivesGetResponse = ArchivesGetResponses[keyof ArchivesGetResponses];

export type ArchivesDownloadData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Archive Id
         *
         * The archive's id.
         */
        archive_id: string;
    };
    query?: never;
    url: '/api/v1/archives/{archive_id}/file';
};

export type ArchivesDownloadErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ArchivesDownloadError = ArchivesDownloadErrors[keyof ArchivesDownloadErrors];

export type ArchivesDownloadResponses = {
    /**
     * Successful Response
     */
    200: Blob | File;
};

export type ArchivesDownloadResponse = ArchivesDownloadResponses[keyof ArchivesDownloadResponses];

export type AuditEntriesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * `workspace`: what was done in it. `me`: what you did about yourself, such as signing in.
         */
        whose?: Whose;
        /**
         * Action
         *
         * A name of the catalogue, or what stands before its dot.
         */
        action?: string;
        /**
         * Person
         *
         * Done by that person.
         */
        person?: string;
        /**
         * Result
         */
        result?: 'done' | 'refused';
        /**
         * From
         *
         * From that instant on.
         */
        from?: string;
        /**
         * To
         *
         * Before that instant.
         */
        to?: string;
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/audit-entries';
};

export type AuditEntriesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuditEntriesListError = AuditEntriesListErrors[keyof AuditEntriesListErrors];

export type AuditEntriesListResponses = {
    /**
     * Successful Response
     */
    200: AuditEntryListOut;
};

export type AuditEntriesListResponse = AuditEntriesListResponses[keyof AuditEntriesListResponses];

export type AuditActionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/audit-entries/actions';
};

export type AuditActionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuditActionsListError = AuditActionsListErrors[keyof AuditActionsListErrors];

export type AuditActionsListResponses = {
    /**
     * Successful Response
     */
    200: AuditActionListOut;
};

export type AuditActionsListResponse = AuditActionsListResponses[keyof AuditActionsListResponses];

export type AuditEntriesExportData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * `workspace`: what was done in it. `me`: what you did about yourself, such as signing in.
         */
        whose?: Whose;
        /**
         * Format
         */
        format?: 'csv' | 'ndjson';
        /**
         * Action
         *
         * A name of the catalogue, or what stands before its dot.
         */
        action?: string;
        /**
         * Person
         *
         * Done by that person.
         */
        person?: string;
        /**
         * Result
         */
        result?: 'done' | 'refused';
        /**
         * From
         *
         * From that instant on.
         */
        from?: string;
        /**
         * To
         *
         * Before that instant.
         */
        to?: string;
    };
    url: '/api/v1/audit-entries/file';
};

export type AuditEntriesExportErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuditEntriesExportError = AuditEntriesExportErrors[keyof AuditEntriesExportErrors];

export type AuditEntriesExportResponses = {
    /**
     * Successful Response
     */
    200: Blob | File;
};

export type AuditEntriesExportResponse = AuditEntriesExportResponses[keyof AuditEntriesExportResponses];

export type AuditEntriesVerifyData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * `workspace`: what was done in it. `me`: what you did about yourself, such as signing in.
         */
        whose?: Whose;
    };
    url: '/api/v1/audit-entries/verification';
};

export type AuditEntriesVerifyErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuditEntriesVerifyError = AuditEntriesVerifyErrors[keyof AuditEntriesVerifyErrors];

export type AuditEntriesVerifyResponses = {
    /**
     * Successful Response
     */
    200: AuditVerificationOut;
};

export type AuditEntriesVerifyResponse = AuditEntriesVerifyResponses[keyof AuditEntriesVerifyResponses];

export type AuthChangeEmailData = {
    body: AddressIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/email';
};

export type AuthChangeEmailErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthChangeEmailError = AuthChangeEmailErrors[keyof AuthChangeEmailErrors];

export type AuthChangeEmailResponses = {
    /**
     * Successful Response
     */
    202: PendingOut;
};

export type AuthChangeEmailResponse = AuthChangeEmailResponses[keyof AuthChangeEmailResponses];

export type AuthConfirmEmailData = {
    body: LinkIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/email/confirm';
};

export type AuthConfirmEmailErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthConfirmEmailError = AuthConfirmEmailErrors[keyof AuthConfirmEmailErrors];

export type AuthConfirmEmailResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthConfirmEmailResponse = AuthConfirmEmailResponses[keyof AuthConfirmEmailResponses];

export type AuthIdentitiesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/identities';
};

export type AuthIdentitiesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthIdentitiesListError = AuthIdentitiesListErrors[keyof AuthIdentitiesListErrors];

export type AuthIdentitiesListResponses = {
    /**
     * Successful Response
     */
    200: LinkedIdentityListOut;
};

export type AuthIdentitiesListResponse = AuthIdentitiesListResponses[keyof AuthIdentitiesListResponses];

export type AuthIdentitiesLinkData = {
    body: ProviderAnswerIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/identities';
};

export type AuthIdentitiesLinkErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthIdentitiesLinkError = AuthIdentitiesLinkErrors[keyof AuthIdentitiesLinkErrors];

export type AuthIdentitiesLinkResponses = {
    /**
     * Successful Response
     */
    201: LinkedIdentityOut;
};

export type AuthIdentitiesLinkResponse = AuthIdentitiesLinkResponses[keyof AuthIdentitiesLinkResponses];

export type AuthIdentitiesUnlinkData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Identity Id
         *
         * The linked account's id.
         */
        identity_id: string;
    };
    query?: never;
    url: '/api/v1/auth/identities/{identity_id}';
};

export type AuthIdentitiesUnlinkErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthIdentitiesUnlinkError = AuthIdentitiesUnlinkErrors[keyof AuthIdentitiesUnlinkErrors];

export type AuthIdentitiesUnlinkResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthIdentitiesUnlinkResponse = AuthIdentitiesUnlinkResponses[keyof AuthIdentitiesUnlinkResponses];

export type AuthLoginData = {
    body: LoginIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/login';
};

export type AuthLoginErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthLoginError = AuthLoginErrors[keyof AuthLoginErrors];

export type AuthLoginResponses = {
    /**
     * Successful Response
     */
    200: TokenOut;
    /**
     * Right so far: a second factor is needed at POST /auth/second-factor.
     */
    202: ChallengeOut;
};

export type AuthLoginResponse = AuthLoginResponses[keyof AuthLoginResponses];

export type AuthLogoutData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/logout';
};

export type AuthLogoutErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthLogoutError = AuthLogoutErrors[keyof AuthLogoutErrors];

export type AuthLogoutResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthLogoutResponse = AuthLogoutResponses[keyof AuthLogoutResponses];

export type AuthLogoutAllData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/logout-all';
};

export type AuthLogoutAllErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthLogoutAllError = AuthLogoutAllErrors[keyof AuthLogoutAllErrors];

export type AuthLogoutAllResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthLogoutAllResponse = AuthLogoutAllResponses[keyof AuthLogoutAllResponses];

export type AuthMeData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/me';
};

export type AuthMeErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthMeError = AuthMeErrors[keyof AuthMeErrors];

export type AuthMeResponses = {
    /**
     * Successful Response
     */
    200: MeOut;
};

export type AuthMeResponse = AuthMeResponses[keyof AuthMeResponses];

export type AuthPasskeysListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys';
};

export type AuthPasskeysListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysListError = AuthPasskeysListErrors[keyof AuthPasskeysListErrors];

export type AuthPasskeysListResponses = {
    /**
     * Successful Response
     */
    200: PasskeyListOut;
};

export type AuthPasskeysListResponse = AuthPasskeysListResponses[keyof AuthPasskeysListResponses];

export type AuthPasskeysAddData = {
    body: NewPasskeyIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys';
};

export type AuthPasskeysAddErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysAddError = AuthPasskeysAddErrors[keyof AuthPasskeysAddErrors];

export type AuthPasskeysAddResponses = {
    /**
     * Successful Response
     */
    201: PasskeyOut;
};

export type AuthPasskeysAddResponse = AuthPasskeysAddResponses[keyof AuthPasskeysAddResponses];

export type AuthPasskeysBeginData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys/new/options';
};

export type AuthPasskeysBeginErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysBeginError = AuthPasskeysBeginErrors[keyof AuthPasskeysBeginErrors];

export type AuthPasskeysBeginResponses = {
    /**
     * Successful Response
     */
    200: PasskeyOptionsOut;
};

export type AuthPasskeysBeginResponse = AuthPasskeysBeginResponses[keyof AuthPasskeysBeginResponses];

export type AuthPasskeysAskData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys/options';
};

export type AuthPasskeysAskErrors = {
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysAskError = AuthPasskeysAskErrors[keyof AuthPasskeysAskErrors];

export type AuthPasskeysAskResponses = {
    /**
     * Successful Response
     */
    200: PasskeyOptionsOut;
};

export type AuthPasskeysAskResponse = AuthPasskeysAskResponses[keyof AuthPasskeysAskResponses];

export type AuthPasskeysProveData = {
    body: CredentialIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys/prove';
};

export type AuthPasskeysProveErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysProveError = AuthPasskeysProveErrors[keyof AuthPasskeysProveErrors];

export type AuthPasskeysProveResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthPasskeysProveResponse = AuthPasskeysProveResponses[keyof AuthPasskeysProveResponses];

export type AuthPasskeysAskAgainData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys/prove/options';
};

export type AuthPasskeysAskAgainErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysAskAgainError = AuthPasskeysAskAgainErrors[keyof AuthPasskeysAskAgainErrors];

export type AuthPasskeysAskAgainResponses = {
    /**
     * Successful Response
     */
    200: PasskeyOptionsOut;
};

export type AuthPasskeysAskAgainResponse = AuthPasskeysAskAgainResponses[keyof AuthPasskeysAskAgainResponses];

export type AuthPasskeysSignInData = {
    body: CredentialIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/passkeys/sign-in';
};

export type AuthPasskeysSignInErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysSignInError = AuthPasskeysSignInErrors[keyof AuthPasskeysSignInErrors];

export type AuthPasskeysSignInResponses = {
    /**
     * Successful Response
     */
    200: TokenOut;
};

export type AuthPasskeysSignInResponse = AuthPasskeysSignInResponses[keyof AuthPasskeysSignInResponses];

export type AuthPasskeysRemoveData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Passkey Id
         *
         * The passkey's id.
         */
        passkey_id: string;
    };
    query?: never;
    url: '/api/v1/auth/passkeys/{passkey_id}';
};

export type AuthPasskeysRemoveErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysRemoveError = AuthPasskeysRemoveErrors[keyof AuthPasskeysRemoveErrors];

export type AuthPasskeysRemoveResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthPasskeysRemoveResponse = AuthPasskeysRemoveResponses[keyof AuthPasskeysRemoveResponses];

export type AuthPasskeysNameData = {
    body: PasskeyChangeIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Passkey Id
         *
         * The passkey's id.
         */
        passkey_id: string;
    };
    query?: never;
    url: '/api/v1/auth/passkeys/{passkey_id}';
};

export type AuthPasskeysNameErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthPasskeysNameError = AuthPasskeysNameErrors[keyof AuthPasskeysNameErrors];

export type AuthPasskeysNameResponses = {
    /**
     * Successful Response
     */
    200: PasskeyOut;
};

export type AuthPasskeysNameResponse = AuthPasskeysNameResponses[keyof AuthPasskeysNameResponses];

export type AuthChangePasswordData = {
    body: PasswordIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/password';
};

export type AuthChangePasswordErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthChangePasswordError = AuthChangePasswordErrors[keyof AuthChangePasswordErrors];

export type AuthChangePasswordResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthChangePasswordResponse = AuthChangePasswordResponses[keyof AuthChangePasswordResponses];

export type AuthForgotPasswordData = {
    body: AddressIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/password/forgot';
};

export type AuthForgotPasswordErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthForgotPasswordError = AuthForgotPasswordErrors[keyof AuthForgotPasswordErrors];

export type AuthForgotPasswordResponses = {
    /**
     * Successful Response
     */
    202: PendingOut;
};

export type AuthForgotPasswordResponse = AuthForgotPasswordResponses[keyof AuthForgotPasswordResponses];

export type AuthResetPasswordData = {
    body: ResetIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/password/reset';
};

export type AuthResetPasswordErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthResetPasswordError = AuthResetPasswordErrors[keyof AuthResetPasswordErrors];

export type AuthResetPasswordResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthResetPasswordResponse = AuthResetPasswordResponses[keyof AuthResetPasswordResponses];

export type AuthProvidersFinishData = {
    body: ProviderAnswerIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/providers/finish';
};

export type AuthProvidersFinishErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthProvidersFinishError = AuthProvidersFinishErrors[keyof AuthProvidersFinishErrors];

export type AuthProvidersFinishResponses = {
    /**
     * Successful Response
     */
    200: TokenOut;
    /**
     * Right so far: a second factor is needed at POST /auth/second-factor.
     */
    202: ChallengeOut;
};

export type AuthProvidersFinishResponse = AuthProvidersFinishResponses[keyof AuthProvidersFinishResponses];

export type AuthProvidersBeginLinkData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Provider
         *
         * The provider's key, from GET /auth/ways.
         */
        provider: string;
    };
    query?: never;
    url: '/api/v1/auth/providers/{provider}/link';
};

export type AuthProvidersBeginLinkErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthProvidersBeginLinkError = AuthProvidersBeginLinkErrors[keyof AuthProvidersBeginLinkErrors];

export type AuthProvidersBeginLinkResponses = {
    /**
     * Successful Response
     */
    200: VisitOut;
};

export type AuthProvidersBeginLinkResponse = AuthProvidersBeginLinkResponses[keyof AuthProvidersBeginLinkResponses];

export type AuthProvidersStartData = {
    /**
     * Body
     */
    body?: ProviderStartIn | null;
    path: {
        /**
         * Provider
         *
         * The provider's key, from GET /auth/ways.
         */
        provider: string;
    };
    query?: never;
    url: '/api/v1/auth/providers/{provider}/start';
};

export type AuthProvidersStartErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthProvidersStartError = AuthProvidersStartErrors[keyof AuthProvidersStartErrors];

export type AuthProvidersStartResponses = {
    /**
     * Successful Response
     */
    200: VisitOut;
};

export type AuthProvidersStartResponse = AuthProvidersStartResponses[keyof AuthProvidersStartResponses];

export type AuthReauthenticateData = {
    body: ProofIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/reauthenticate';
};

export type AuthReauthenticateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthReauthenticateError = AuthReauthenticateErrors[keyof AuthReauthenticateErrors];

export type AuthReauthenticateResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthReauthenticateResponse = AuthReauthenticateResponses[keyof AuthReauthenticateResponses];

export type AuthRecoveryCodesRenewData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/recovery-codes';
};

export type AuthRecoveryCodesRenewErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthRecoveryCodesRenewError = AuthRecoveryCodesRenewErrors[keyof AuthRecoveryCodesRenewErrors];

export type AuthRecoveryCodesRenewResponses = {
    /**
     * Successful Response
     */
    201: RecoveryCodesOut;
};

export type AuthRecoveryCodesRenewResponse = AuthRecoveryCodesRenewResponses[keyof AuthRecoveryCodesRenewResponses];

export type AuthRefreshData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/auth/refresh';
};

export type AuthRefreshErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthRefreshError = AuthRefreshErrors[keyof AuthRefreshErrors];

export type AuthRefreshResponses = {
    /**
     * Successful Response
     */
    200: TokenOut;
};

export type AuthRefreshResponse = AuthRefreshResponses[keyof AuthRefreshResponses];

export type AuthRegisterData = {
    body: RegistrationIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/register';
};

export type AuthRegisterErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthRegisterError = AuthRegisterErrors[keyof AuthRegisterErrors];

export type AuthRegisterResponses = {
    /**
     * Successful Response
     */
    201: TokenOut;
    /**
     * A mail was sent: its link, and the password, confirm the address.
     */
    202: PendingOut;
};

export type AuthRegisterResponse = AuthRegisterResponses[keyof AuthRegisterResponses];

export type AuthRegisterConfirmData = {
    body: ConfirmationIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/register/confirm';
};

export type AuthRegisterConfirmErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthRegisterConfirmError = AuthRegisterConfirmErrors[keyof AuthRegisterConfirmErrors];

export type AuthRegisterConfirmResponses = {
    /**
     * Successful Response
     */
    201: TokenOut;
};

export type AuthRegisterConfirmResponse = AuthRegisterConfirmResponses[keyof AuthRegisterConfirmResponses];

export type AuthShowSecondFactorData = {
    body: SecondFactorIn;
    path?: never;
    query?: never;
    url: '/api/v1/auth/second-factor';
};

export type AuthShowSecondFactorErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthShowSecondFactorError = AuthShowSecondFactorErrors[keyof AuthShowSecondFactorErrors];

export type AuthShowSecondFactorResponses = {
    /**
     * Successful Response
     */
    200: TokenOut;
};

export type AuthShowSecondFactorResponse = AuthShowSecondFactorResponses[keyof AuthShowSecondFactorResponses];

export type AuthSecurityData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/security';
};

export type AuthSecurityErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthSecurityError = AuthSecurityErrors[keyof AuthSecurityErrors];

export type AuthSecurityResponses = {
    /**
     * Successful Response
     */
    200: SecurityOut;
};

export type AuthSecurityResponse = AuthSecurityResponses[keyof AuthSecurityResponses];

export type AuthSessionsEndOthersData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/sessions';
};

export type AuthSessionsEndOthersErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthSessionsEndOthersError = AuthSessionsEndOthersErrors[keyof AuthSessionsEndOthersErrors];

export type AuthSessionsEndOthersResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthSessionsEndOthersResponse = AuthSessionsEndOthersResponses[keyof AuthSessionsEndOthersResponses];

export type AuthSessionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/sessions';
};

export type AuthSessionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthSessionsListError = AuthSessionsListErrors[keyof AuthSessionsListErrors];

export type AuthSessionsListResponses = {
    /**
     * Successful Response
     */
    200: SessionListOut;
};

export type AuthSessionsListResponse = AuthSessionsListResponses[keyof AuthSessionsListResponses];

export type AuthSessionsEndData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Session Id
         *
         * The session's id.
         */
        session_id: string;
    };
    query?: never;
    url: '/api/v1/auth/sessions/{session_id}';
};

export type AuthSessionsEndErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthSessionsEndError = AuthSessionsEndErrors[keyof AuthSessionsEndErrors];

export type AuthSessionsEndResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthSessionsEndResponse = AuthSessionsEndResponses[keyof AuthSessionsEndResponses];

export type AuthTotpRemoveData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/totp';
};

export type AuthTotpRemoveErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthTotpRemoveError = AuthTotpRemoveErrors[keyof AuthTotpRemoveErrors];

export type AuthTotpRemoveResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type AuthTotpRemoveResponse = AuthTotpRemoveResponses[keyof AuthTotpRemoveResponses];

export type AuthTotpBeginData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/totp';
};

export type AuthTotpBeginErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthTotpBeginError = AuthTotpBeginErrors[keyof AuthTotpBeginErrors];

export type AuthTotpBeginResponses = {
    /**
     * Successful Response
     */
    201: TotpSetupOut;
};

export type AuthTotpBeginResponse = AuthTotpBeginResponses[keyof AuthTotpBeginResponses];

export type AuthTotpConfirmData = {
    body: CodeIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/auth/totp/confirm';
};

export type AuthTotpConfirmErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthTotpConfirmError = AuthTotpConfirmErrors[keyof AuthTotpConfirmErrors];

export type AuthTotpConfirmResponses = {
    /**
     * Successful Response
     */
    200: RecoveryCodesOut;
};

export type AuthTotpConfirmResponse = AuthTotpConfirmResponses[keyof AuthTotpConfirmResponses];

export type AuthWaysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/auth/ways';
};

export type AuthWaysErrors = {
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AuthWaysError = AuthWaysErrors[keyof AuthWaysErrors];

export type AuthWaysResponses = {
    /**
     * Successful Response
     */
    200: WaysOut;
};

export type AuthWaysResponse = AuthWaysResponses[keyof AuthWaysResponses];

export type BrokerConnectionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/broker-connections';
};

export type BrokerConnectionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsListError = BrokerConnectionsListErrors[keyof BrokerConnectionsListErrors];

export type BrokerConnectionsListResponses = {
    /**
     * Successful Response
     */
    200: BrokerConnectionListOut;
};

export type BrokerConnectionsListResponse = BrokerConnectionsListResponses[keyof BrokerConnectionsListResponses];

export type BrokerConnectionsCreateData = {
    body: BrokerConnectionInWritable;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/broker-connections';
};

export type BrokerConnectionsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsCreateError = BrokerConnectionsCreateErrors[keyof BrokerConnectionsCreateErrors];

export type BrokerConnectionsCreateResponses = {
    /**
     * Successful Response
     */
    201: BrokerConnectionOut;
};

export type BrokerConnectionsCreateResponse = BrokerConnectionsCreateResponses[keyof BrokerConnectionsCreateResponses];

export type BrokerConnectionsBrokersData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/broker-connections/brokers';
};

export type BrokerConnectionsBrokersErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsBrokersError = BrokerConnectionsBrokersErrors[keyof BrokerConnectionsBrokersErrors];

export type BrokerConnectionsBrokersResponses = {
    /**
     * Successful Response
     */
    200: BrokerListOut;
};

export type BrokerConnectionsBrokersResponse = BrokerConnectionsBrokersResponses[keyof BrokerConnectionsBrokersResponses];

export type BrokerConnectionsDeleteData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: never;
    url: '/api/v1/broker-connections/{connection_id}';
};

export type BrokerConnectionsDeleteErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsDeleteError = BrokerConnectionsDeleteErrors[keyof BrokerConnectionsDeleteErrors];

export type BrokerConnectionsDeleteResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type BrokerConnectionsDeleteResponse = BrokerConnectionsDeleteResponses[keyof BrokerConnectionsDeleteResponses];

export type BrokerConnectionsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: never;
    url: '/api/v1/broker-connections/{connection_id}';
};

export type BrokerConnectionsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsGetError = BrokerConnectionsGetErrors[keyof BrokerConnectionsGetErrors];

export type BrokerConnectionsGetResponses = {
    /**
     * Successful Response
     */
    200: BrokerConnectionOut;
};

export type BrokerConnectionsGetResponse = BrokerConnectionsGetResponses[keyof BrokerConnectionsGetResponses];

export type BrokerConnectionsChangeData = {
    body: BrokerConnectionChangeInWritable;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: never;
    url: '/api/v1/broker-connections/{connection_id}';
};

export type BrokerConnectionsChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsChangeError = BrokerConnectionsChangeErrors[keyof BrokerConnectionsChangeErrors];

export type BrokerConnectionsChangeResponses = {
    /**
     * Successful Response
     */
    200: BrokerConnectionOut;
};

export type BrokerConnectionsChangeResponse = BrokerConnectionsChangeResponses[keyof BrokerConnectionsChangeResponses];

export type BrokerConnectionRunsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: {
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/broker-connections/{connection_id}/runs';
};

export type BrokerConnectionRunsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionRunsListError = BrokerConnectionRunsListErrors[keyof BrokerConnectionRunsListErrors];

export type BrokerConnectionRunsListResponses = {
    /**
     * Successful Response
     */
    200: SyncRunListOut;
};

export type BrokerConnectionRunsListResponse = BrokerConnectionRunsListResponses[keyof BrokerConnectionRunsListResponses];

export type BrokerConnectionsSyncData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: never;
    url: '/api/v1/broker-connections/{connection_id}/sync';
};

export type BrokerConnectionsSyncErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsSyncError = BrokerConnectionsSyncErrors[keyof BrokerConnectionsSyncErrors];

export type BrokerConnectionsSyncResponses = {
    /**
     * Successful Response
     */
    202: BrokerConnectionOut;
};

export type BrokerConnectionsSyncResponse = BrokerConnectionsSyncResponses[keyof BrokerConnectionsSyncResponses];

export type BrokerConnectionsTestData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Connection Id
         *
         * The connection's id.
         */
        connection_id: string;
    };
    query?: never;
    url: '/api/v1/broker-connections/{connection_id}/test';
};

export type BrokerConnectionsTestErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type BrokerConnectionsTestError = BrokerConnectionsTestErrors[keyof BrokerConnectionsTestErrors];

export type BrokerConnectionsTestResponses = {
    /**
     * Successful Response
     */
    200: BrokerCheckOut;
};

export type BrokerConnectionsTestResponse = BrokerConnectionsTestResponses[keyof BrokerConnectionsTestResponses];

export type CashEventsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Account
         *
         * Only of this account.
         */
        account?: string;
        /**
         * Kind
         *
         * Only of this kind.
         */
        kind?: CashKind;
        /**
         * Day From
         *
         * From this day.
         */
        day_from?: string;
        /**
         * Day To
         *
         * To this day.
         */
        day_to?: string;
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/cash-events';
};

export type CashEventsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CashEventsListError = CashEventsListErrors[keyof CashEventsListErrors];

export type CashEventsListResponses = {
    /**
     * Successful Response
     */
    200: CashEventListOut;
};

export type CashEventsListResponse = CashEventsListResponses[keyof CashEventsListResponses];

export type CashEventsCreateData = {
    body: CashEventIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/cash-events';
};

export type CashEventsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CashEventsCreateError = CashEventsCreateErrors[keyof CashEventsCreateErrors];

export type CashEventsCreateResponses = {
    /**
     * Successful Response
     */
    201: CashEventOut;
};

export type CashEventsCreateResponse = CashEventsCreateResponses[keyof CashEventsCreateResponses];

export type CashEventsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Event Id
         *
         * The cash event's id.
         */
        event_id: string;
    };
    query?: never;
    url: '/api/v1/cash-events/{event_id}';
};

export type CashEventsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CashEventsGetError = CashEventsGetErrors[keyof CashEventsGetErrors];

export type CashEventsGetResponses = {
    /**
     * Successful Response
     */
    200: CashEventOut;
};

export type CashEventsGetResponse = CashEventsGetResponses[keyof CashEventsGetResponses];

export type CashEventsRestoreData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Event Id
         *
         * The cash event's id.
         */
        event_id: string;
    };
    query?: never;
    url: '/api/v1/cash-events/{event_id}/restore';
};

export type CashEventsRestoreErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CashEventsRestoreError = CashEventsRestoreErrors[keyof CashEventsRestoreErrors];

export type CashEventsRestoreResponses = {
    /**
     * Successful Response
     */
    200: CashEventOut;
};

export type CashEventsRestoreResponse = CashEventsRestoreResponses[keyof CashEventsRestoreResponses];

export type CashEventsVoidData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Event Id
         *
         * The cash event's id.
         */
        event_id: string;
    };
    query?: never;
    url: '/api/v1/cash-events/{event_id}/void';
};

export type CashEventsVoidErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CashEventsVoidError = CashEventsVoidErrors[keyof CashEventsVoidErrors];

export type CashEventsVoidResponses = {
    /**
     * Successful Response
     */
    200: CashEventOut;
};

export type CashEventsVoidResponse = CashEventsVoidResponses[keyof CashEventsVoidResponses];

export type ContractsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/contracts';
};

export type ContractsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ContractsListError = ContractsListErrors[keyof ContractsListErrors];

export type ContractsListResponses = {
    /**
     * Successful Response
     */
    200: ContractListOut;
};

export type ContractsListResponse = ContractsListResponses[keyof ContractsListResponses];

export type ContractsDeleteData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Root
         *
         * A futures root or a symbol, such as ES.
         */
        root: string;
    };
    query?: never;
    url: '/api/v1/contracts/{root}';
};

export type ContractsDeleteErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ContractsDeleteError = ContractsDeleteErrors[keyof ContractsDeleteErrors];

export type ContractsDeleteResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type ContractsDeleteResponse = ContractsDeleteResponses[keyof ContractsDeleteResponses];

export type ContractsPutData = {
    body: ContractIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Root
         *
         * A futures root or a symbol, such as ES.
         */
        root: string;
    };
    query?: never;
    url: '/api/v1/contracts/{root}';
};

export type ContractsPutErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ContractsPutError = ContractsPutErrors[keyof ContractsPutErrors];

export type ContractsPutResponses = {
    /**
     * Successful Response
     */
    200: ContractOut;
};

export type ContractsPutResponse = ContractsPutResponses[keyof ContractsPutResponses];

export type CorporateActionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Account
         *
         * Only of this account.
         */
        account?: string;
    };
    url: '/api/v1/corporate-actions';
};

export type CorporateActionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CorporateActionsListError = CorporateActionsListErrors[keyof CorporateActionsListErrors];

export type CorporateActionsListResponses = {
    /**
     * Successful Response
     */
    200: CorporateActionListOut;
};

export type CorporateActionsListResponse = CorporateActionsListResponses[keyof CorporateActionsListResponses];

export type CorporateActionsCreateData = {
    body: CorporateActionIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/corporate-actions';
};

export type CorporateActionsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CorporateActionsCreateError = CorporateActionsCreateErrors[keyof CorporateActionsCreateErrors];

export type CorporateActionsCreateResponses = {
    /**
     * Successful Response
     */
    201: CorporateActionOut;
};

export type CorporateActionsCreateResponse = CorporateActionsCreateResponses[keyof CorporateActionsCreateResponses];

export type CorporateActionsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Action Id
         *
         * The corporate action's id.
         */
        action_id: string;
    };
    query?: never;
    url: '/api/v1/corporate-actions/{action_id}';
};

export type CorporateActionsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CorporateActionsGetError = CorporateActionsGetErrors[keyof CorporateActionsGetErrors];

export type CorporateActionsGetResponses = {
    /**
     * Successful Response
     */
    200: CorporateActionOut;
};

export type CorporateActionsGetResponse = CorporateActionsGetResponses[keyof CorporateActionsGetResponses];

export type CorporateActionsRestoreData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Action Id
         *
         * The corporate action's id.
         */
        action_id: string;
    };
    query?: never;
    url: '/api/v1/corporate-actions/{action_id}/restore';
};

export type CorporateActionsRestoreErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CorporateActionsRestoreError = CorporateActionsRestoreErrors[keyof CorporateActionsRestoreErrors];

export type CorporateActionsRestoreResponses = {
    /**
     * Successful Response
     */
    200: CorporateActionOut;
};

export type CorporateActionsRestoreResponse = CorporateActionsRestoreResponses[keyof CorporateActionsRestoreResponses];

export type CorporateActionsVoidData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Action Id
         *
         * The corporate action's id.
         */
        action_id: string;
    };
    query?: never;
    url: '/api/v1/corporate-actions/{action_id}/void';
};

export type CorporateActionsVoidErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type CorporateActionsVoidError = CorporateActionsVoidErrors[keyof CorporateActionsVoidErrors];

export type CorporateActionsVoidResponses = {
    /**
     * Successful Response
     */
    200: CorporateActionOut;
};

export type CorporateActionsVoidResponse = CorporateActionsVoidResponses[keyof CorporateActionsVoidResponses];

export type ExecutionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Account
         *
         * Only of this account.
         */
        account?: string;
        /**
         * Symbol
         *
         * Only of this symbol.
         */
        symbol?: string;
        /**
         * Day From
         *
         * From this trading day.
         */
        day_from?: string;
        /**
         * Day To
         *
         * To this trading day.
         */
        day_to?: string;
        /**
         * Unmatched
         *
         * Only those that found nothing open to close.
         */
        unmatched?: boolean;
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/executions';
};

export type ExecutionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsListError = ExecutionsListErrors[keyof ExecutionsListErrors];

export type ExecutionsListResponses = {
    /**
     * Successful Response
     */
    200: ExecutionListOut;
};

export type ExecutionsListResponse = ExecutionsListResponses[keyof ExecutionsListResponses];

export type ExecutionsCreateData = {
    body: ExecutionIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/executions';
};

export type ExecutionsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsCreateError = ExecutionsCreateErrors[keyof ExecutionsCreateErrors];

export type ExecutionsCreateResponses = {
    /**
     * Successful Response
     */
    201: ExecutionOut;
};

export type ExecutionsCreateResponse = ExecutionsCreateResponses[keyof ExecutionsCreateResponses];

export type ExecutionsPostData = {
    /**
     * PostedFillsIn
     */
    body: {
        /**
         * Fills
         */
        fills: Array<{
            /**
             * Account Id
             */
            account_id: string;
            asset_class?: AssetClass;
            /**
             * Asset Fee
             */
            asset_fee?: string | null;
            /**
             * Closes
             */
            closes?: boolean;
            /**
             * Currency
             */
            currency?: string;
            /**
             * Executed At
             */
            executed_at: string;
            /**
             * Expiry
             */
            expiry?: string | null;
            /**
             * Fees
             *
             * Cost > 0, rebate < 0; null: not known.
             */
            fees?: string | null;
            /**
             * Fees Confirmed
             *
             * The fees are right, though more than was traded for.
             */
            fees_confirmed?: boolean;
            kind?: ExecutionKind;
            /**
             * Multiplier
             */
            multiplier?: string | null;
            /**
             * Position Ref
             *
             * What keeps apart positions that the broker does.
             */
            position_ref?: string;
            /**
             * Price
             *
             * An exact decimal.
             */
            price: string;
            /**
             * Quantity
             *
             * An exact decimal.
             */
            quantity: string;
            /**
             * Rate
             */
            rate?: string | null;
            /**
             * Ref
             */
            ref?: string;
            right?: Right | null;
            /**
             * Sequence
             *
             * The broker's own order within an instant.
             */
            sequence?: number;
            /**
             * Side
             */
            side: 'buy' | 'sell';
            /**
             * Strike
             */
            strike?: string | null;
            /**
             * Symbol
             */
            symbol: string;
            /**
             * Time Known
             */
            time_known?: boolean;
            /**
             * Underlying
             */
            underlying?: string;
        }>;
    };
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: {
        /**
         * Count Probable
         *
         * Count fills that look like ones which a file states under another number.
         */
        count_probable?: boolean;
    };
    url: '/api/v1/executions/bulk';
};

export type ExecutionsPostErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
    /**
     * There is no room left to store the file.
     */
    507: ProblemOut;
};

export type ExecutionsPostError = ExecutionsPostErrors[keyof ExecutionsPostErrors];

export type ExecutionsPostResponses = {
    /**
     * Successful Response
     */
    201: PostedOut;
};

export type ExecutionsPostResponse = ExecutionsPostResponses[keyof ExecutionsPostResponses];

export type ExecutionsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Execution Id
         *
         * The execution's id.
         */
        execution_id: string;
    };
    query?: never;
    url: '/api/v1/executions/{execution_id}';
};

export type ExecutionsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsGetError = ExecutionsGetErrors[keyof ExecutionsGetErrors];

export type ExecutionsGetResponses = {
    /**
     * Successful Response
     */
    200: ExecutionOut;
};

export type ExecutionsGetResponse = ExecutionsGetResponses[keyof ExecutionsGetResponses];

export type ExecutionsPickLotsData = {
    body: LotsIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Execution Id
         *
         * The execution's id.
         */
        execution_id: string;
    };
    query?: never;
    url: '/api/v1/executions/{execution_id}/lots';
};

export type ExecutionsPickLotsErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsPickLotsError = ExecutionsPickLotsErrors[keyof ExecutionsPickLotsErrors];

export type ExecutionsPickLotsResponses = {
    /**
     * Successful Response
     */
    200: ExecutionOut;
};

export type ExecutionsPickLotsResponse = ExecutionsPickLotsResponses[keyof ExecutionsPickLotsResponses];

export type ExecutionsRestoreData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Execution Id
         *
         * The execution's id.
         */
        execution_id: string;
    };
    query?: never;
    url: '/api/v1/executions/{execution_id}/restore';
};

export type ExecutionsRestoreErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsRestoreError = ExecutionsRestoreErrors[keyof ExecutionsRestoreErrors];

export type ExecutionsRestoreResponses = {
    /**
     * Successful Response
     */
    200: ExecutionOut;
};

export type ExecutionsRestoreResponse = ExecutionsRestoreResponses[keyof ExecutionsRestoreResponses];

export type ExecutionsVoidData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Execution Id
         *
         * The execution's id.
         */
        execution_id: string;
    };
    query?: never;
    url: '/api/v1/executions/{execution_id}/void';
};

export type ExecutionsVoidErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ExecutionsVoidError = ExecutionsVoidErrors[keyof ExecutionsVoidErrors];

export type ExecutionsVoidResponses = {
    /**
     * Successful Response
     */
    200: ExecutionOut;
};

export type ExecutionsVoidResponse = ExecutionsVoidResponses[keyof ExecutionsVoidResponses];

export type HealthLiveData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/health/live';
};

export type HealthLiveResponses = {
    /**
     * Successful Response
     */
    200: HealthOut;
};

export type HealthLiveResponse = HealthLiveResponses[keyof HealthLiveResponses];

export type HealthMetricsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/health/metrics';
};

export type HealthMetricsErrors = {
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type HealthMetricsError = HealthMetricsErrors[keyof HealthMetricsErrors];

export type HealthMetricsResponses = {
    /**
     * Successful Response
     */
    200: unknown;
};

export type HealthReadyData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/health/ready';
};

export type HealthReadyErrors = {
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type HealthReadyError = HealthReadyErrors[keyof HealthReadyErrors];

export type HealthReadyResponses = {
    /**
     * Successful Response
     */
    200: HealthOut;
};

export type HealthReadyResponse = HealthReadyResponses[keyof HealthReadyResponses];

export type HealthVersionData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/health/version';
};

export type HealthVersionResponses = {
    /**
     * Successful Response
     */
    200: VersionOut;
};

export type HealthVersionResponse = HealthVersionResponses[keyof HealthVersionResponses];

export type ImportsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/imports';
};

export type ImportsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsListError = ImportsListErrors[keyof ImportsListErrors];

export type ImportsListResponses = {
    /**
     * Successful Response
     */
    200: ImportListOut;
};

export type ImportsListResponse = ImportsListResponses[keyof ImportsListResponses];

export type ImportsCreateData = {
    /**
     * ImportOfUploadIn
     *
     * An upload to import, which has arrived whole, and how to read it.
     */
    body: {
        /**
         * Account Id
         */
        account_id?: string | null;
        /**
         * Date Order
         */
        date_order?: 'ymd' | 'mdy' | 'dmy' | null;
        /**
         * Decimal Mark
         */
        decimal_mark?: '.' | ',' | null;
        /**
         * Format
         */
        format?: string | null;
        /**
         * Mapping
         *
         * Our field -> the file's column.
         */
        mapping?: {
            [key: string]: string;
        } | null;
        /**
         * Repeated Times
         *
         * Which is meant of a clock time that occurred twice; the first, unless said.
         */
        repeated_times?: 'first' | 'second' | null;
        /**
         * Review
         *
         * False: commit without waiting.
         */
        review?: boolean | null;
        /**
         * Timezone
         */
        timezone?: string | null;
        /**
         * Upload Id
         */
        upload_id: string;
    };
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: {
        /**
         * Filename
         *
         * With a raw body: the file's name.
         */
        filename?: string;
        /**
         * Review
         *
         * Wait for a commit after the review.
         */
        review?: boolean;
    };
    url: '/api/v1/imports';
};

export type ImportsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
    /**
     * There is no room left to store the file.
     */
    507: ProblemOut;
};

export type ImportsCreateError = ImportsCreateErrors[keyof ImportsCreateErrors];

export type ImportsCreateResponses = {
    /**
     * Successful Response
     */
    202: ImportOut;
};

export type ImportsCreateResponse = ImportsCreateResponses[keyof ImportsCreateResponses];

export type ImportFormatsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/imports/formats';
};

export type ImportFormatsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportFormatsListError = ImportFormatsListErrors[keyof ImportFormatsListErrors];

export type ImportFormatsListResponses = {
    /**
     * Successful Response
     */
    200: FormatListOut;
};

export type ImportFormatsListResponse = ImportFormatsListResponses[keyof ImportFormatsListResponses];

export type ImportMappingsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/imports/mappings';
};

export type ImportMappingsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportMappingsListError = ImportMappingsListErrors[keyof ImportMappingsListErrors];

export type ImportMappingsListResponses = {
    /**
     * Successful Response
     */
    200: MappingListOut;
};

export type ImportMappingsListResponse = ImportMappingsListResponses[keyof ImportMappingsListResponses];

export type ImportMappingsDeleteData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Mapping Id
         *
         * The mapping's id.
         */
        mapping_id: string;
    };
    query?: never;
    url: '/api/v1/imports/mappings/{mapping_id}';
};

export type ImportMappingsDeleteErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportMappingsDeleteError = ImportMappingsDeleteErrors[keyof ImportMappingsDeleteErrors];

export type ImportMappingsDeleteResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type ImportMappingsDeleteResponse = ImportMappingsDeleteResponses[keyof ImportMappingsDeleteResponses];

export type ImportMappingsChangeData = {
    body: MappingChangeIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Mapping Id
         *
         * The mapping's id.
         */
        mapping_id: string;
    };
    query?: never;
    url: '/api/v1/imports/mappings/{mapping_id}';
};

export type ImportMappingsChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportMappingsChangeError = ImportMappingsChangeErrors[keyof ImportMappingsChangeErrors];

export type ImportMappingsChangeResponses = {
    /**
     * Successful Response
     */
    200: MappingOut;
};

export type ImportMappingsChangeResponse = ImportMappingsChangeResponses[keyof ImportMappingsChangeResponses];

export type ImportsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}';
};

export type ImportsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsGetError = ImportsGetErrors[keyof ImportsGetErrors];

export type ImportsGetResponses = {
    /**
     * Successful Response
     */
    200: ImportOut;
};

export type ImportsGetResponse = ImportsGetResponses[keyof ImportsGetResponses];

export type ImportsCancelData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}/cancel';
};

export type ImportsCancelErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsCancelError = ImportsCancelErrors[keyof ImportsCancelErrors];

export type ImportsCancelResponses = {
    /**
     * Successful Response
     */
    200: ImportOut;
};

export type ImportsCancelResponse = ImportsCancelResponses[keyof ImportsCancelResponses];

export type ImportsCommitData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}/commit';
};

export type ImportsCommitErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsCommitError = ImportsCommitErrors[keyof ImportsCommitErrors];

export type ImportsCommitResponses = {
    /**
     * Successful Response
     */
    202: ImportOut;
};

export type ImportsCommitResponse = ImportsCommitResponses[keyof ImportsCommitResponses];

export type ImportNotesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: {
        /**
         * Verdict
         *
         * Only of this verdict.
         */
        verdict?: Verdict;
        /**
         * Settled
         *
         * Only rows that were settled, and can be taken back.
         */
        settled?: boolean;
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/imports/{import_id}/notes';
};

export type ImportNotesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportNotesListError = ImportNotesListErrors[keyof ImportNotesListErrors];

export type ImportNotesListResponses = {
    /**
     * Successful Response
     */
    200: NoteListOut;
};

export type ImportNotesListResponse = ImportNotesListResponses[keyof ImportNotesListResponses];

export type ImportsRetryData = {
    body: OptionsIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}/retry';
};

export type ImportsRetryErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsRetryError = ImportsRetryErrors[keyof ImportsRetryErrors];

export type ImportsRetryResponses = {
    /**
     * Successful Response
     */
    202: ImportOut;
};

export type ImportsRetryResponse = ImportsRetryResponses[keyof ImportsRetryResponses];

export type ImportsSettleData = {
    body: SettleIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}/settle';
};

export type ImportsSettleErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsSettleError = ImportsSettleErrors[keyof ImportsSettleErrors];

export type ImportsSettleResponses = {
    /**
     * Successful Response
     */
    202: ImportOut;
};

export type ImportsSettleResponse = ImportsSettleResponses[keyof ImportsSettleResponses];

export type ImportsUndoData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Import Id
         *
         * The import's id.
         */
        import_id: string;
    };
    query?: never;
    url: '/api/v1/imports/{import_id}/undo';
};

export type ImportsUndoErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type ImportsUndoError = ImportsUndoErrors[keyof ImportsUndoErrors];

export type ImportsUndoResponses = {
    /**
     * Successful Response
     */
    202: ImportOut;
};

export type ImportsUndoResponse = ImportsUndoResponses[keyof ImportsUndoResponses];

export type InvitationsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/invitations';
};

export type InvitationsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type InvitationsListError = InvitationsListErrors[keyof InvitationsListErrors];

export type InvitationsListResponses = {
    /**
     * Successful Response
     */
    200: InvitationListOut;
};

export type InvitationsListResponse = InvitationsListResponses[keyof InvitationsListResponses];

export type InvitationsCreateData = {
    body: InvitationIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/invitations';
};

export type InvitationsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type InvitationsCreateError = InvitationsCreateErrors[keyof InvitationsCreateErrors];

export type InvitationsCreateResponses = {
    /**
     * Successful Response
     */
    201: InvitationMadeOut;
};

export type InvitationsCreateResponse = InvitationsCreateResponses[keyof InvitationsCreateResponses];

export type InvitationsAcceptData = {
    body: TokenIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/invitations/accept';
};

export type InvitationsAcceptErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type InvitationsAcceptError = InvitationsAcceptErrors[keyof InvitationsAcceptErrors];

export type InvitationsAcceptResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceOut;
};

export type InvitationsAcceptResponse = InvitationsAcceptResponses[keyof InvitationsAcceptResponses];

export type InvitationsLookData = {
    body: TokenIn;
    path?: never;
    query?: never;
    url: '/api/v1/invitations/look';
};

export type InvitationsLookErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type InvitationsLookError = InvitationsLookErrors[keyof InvitationsLookErrors];

export type InvitationsLookResponses = {
    /**
     * Successful Response
     */
    200: OpenInvitationOut;
};

export type InvitationsLookResponse = InvitationsLookResponses[keyof InvitationsLookResponses];

export type InvitationsTakeBackData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Invitation Id
         *
         * The invitation's id.
         */
        invitation_id: string;
    };
    query?: never;
    url: '/api/v1/invitations/{invitation_id}';
};

export type InvitationsTakeBackErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type InvitationsTakeBackError = InvitationsTakeBackErrors[keyof InvitationsTakeBackErrors];

export type InvitationsTakeBackResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type InvitationsTakeBackResponse = InvitationsTakeBackResponses[keyof InvitationsTakeBackResponses];

export type MembersListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/members';
};

export type MembersListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type MembersListError = MembersListErrors[keyof MembersListErrors];

export type MembersListResponses = {
    /**
     * Successful Response
     */
    200: MemberListOut;
};

export type MembersListResponse = MembersListResponses[keyof MembersListResponses];

export type MembersLeaveData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/members/leave';
};

export type MembersLeaveErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type MembersLeaveError = MembersLeaveErrors[keyof MembersLeaveErrors];

export type MembersLeaveResponses = {
    /**
     * Successful Response
     */
    200: MemberListOut;
};

export type MembersLeaveResponse = MembersLeaveResponses[keyof MembersLeaveResponses];

export type MembersRemoveData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * User Id
         *
         * The member's user id.
         */
        user_id: string;
    };
    query?: never;
    url: '/api/v1/members/{user_id}';
};

export type MembersRemoveErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * `If-Match` is missing.
     */
    428: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type MembersRemoveError = MembersRemoveErrors[keyof MembersRemoveErrors];

export type MembersRemoveResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type MembersRemoveResponse = MembersRemoveResponses[keyof MembersRemoveResponses];

export type MembersGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * User Id
         *
         * The member's user id.
         */
        user_id: string;
    };
    query?: never;
    url: '/api/v1/members/{user_id}';
};

export type MembersGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type MembersGetError = MembersGetErrors[keyof MembersGetErrors];

export type MembersGetResponses = {
    /**
     * Successful Response
     */
    200: MemberOut;
};

export type MembersGetResponse = MembersGetResponses[keyof MembersGetResponses];

export type MembersChangeData = {
    body: MemberIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * User Id
         *
         * The member's user id.
         */
        user_id: string;
    };
    query?: never;
    url: '/api/v1/members/{user_id}';
};

export type MembersChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * `If-Match` is missing.
     */
    428: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type MembersChangeError = MembersChangeErrors[keyof MembersChangeErrors];

export type MembersChangeResponses = {
    /**
     * Successful Response
     */
    200: MemberOut;
};

export type MembersChangeResponse = MembersChangeResponses[keyof MembersChangeResponses];

export type PermissionsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/permissions';
};

export type PermissionsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PermissionsListError = PermissionsListErrors[keyof PermissionsListErrors];

export type PermissionsListResponses = {
    /**
     * Successful Response
     */
    200: PermissionListOut;
};

export type PermissionsListResponse = PermissionsListResponses[keyof PermissionsListResponses];

export type PrivacyGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy';
};

export type PrivacyGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyGetError = PrivacyGetErrors[keyof PrivacyGetErrors];

export type PrivacyGetResponses = {
    /**
     * Successful Response
     */
    200: PrivacyOut;
};

export type PrivacyGetResponse = PrivacyGetResponses[keyof PrivacyGetResponses];

export type PrivacyConsentsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/consents';
};

export type PrivacyConsentsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyConsentsListError = PrivacyConsentsListErrors[keyof PrivacyConsentsListErrors];

export type PrivacyConsentsListResponses = {
    /**
     * Successful Response
     */
    200: ConsentListOut;
};

export type PrivacyConsentsListResponse = PrivacyConsentsListResponses[keyof PrivacyConsentsListResponses];

export type PrivacyConsentsWithdrawData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Kind
         *
         * To what.
         */
        kind: 'terms' | 'privacy' | 'product_mail';
    };
    query?: never;
    url: '/api/v1/privacy/consents/{kind}';
};

export type PrivacyConsentsWithdrawErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyConsentsWithdrawError = PrivacyConsentsWithdrawErrors[keyof PrivacyConsentsWithdrawErrors];

export type PrivacyConsentsWithdrawResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type PrivacyConsentsWithdrawResponse = PrivacyConsentsWithdrawResponses[keyof PrivacyConsentsWithdrawResponses];

export type PrivacyConsentsGiveData = {
    body: ConsentIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Kind
         *
         * To what.
         */
        kind: 'terms' | 'privacy' | 'product_mail';
    };
    query?: never;
    url: '/api/v1/privacy/consents/{kind}';
};

export type PrivacyConsentsGiveErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyConsentsGiveError = PrivacyConsentsGiveErrors[keyof PrivacyConsentsGiveErrors];

export type PrivacyConsentsGiveResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type PrivacyConsentsGiveResponse = PrivacyConsentsGiveResponses[keyof PrivacyConsentsGiveResponses];

export type PrivacyErasureUndoData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/erasure';
};

export type PrivacyErasureUndoErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyErasureUndoError = PrivacyErasureUndoErrors[keyof PrivacyErasureUndoErrors];

export type PrivacyErasureUndoResponses = {
    /**
     * Successful Response
     */
    200: ErasureOut;
};

export type PrivacyErasureUndoResponse = PrivacyErasureUndoResponses[keyof PrivacyErasureUndoResponses];

export type PrivacyErasureGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/erasure';
};

export type PrivacyErasureGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyErasureGetError = PrivacyErasureGetErrors[keyof PrivacyErasureGetErrors];

export type PrivacyErasureGetResponses = {
    /**
     * Successful Response
     */
    200: ErasureOut;
};

export type PrivacyErasureGetResponse = PrivacyErasureGetResponses[keyof PrivacyErasureGetResponses];

export type PrivacyErasureRequestData = {
    body: ErasureIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/erasure';
};

export type PrivacyErasureRequestErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyErasureRequestError = PrivacyErasureRequestErrors[keyof PrivacyErasureRequestErrors];

export type PrivacyErasureRequestResponses = {
    /**
     * Successful Response
     */
    202: ErasureOut;
};

export type PrivacyErasureRequestResponse = PrivacyErasureRequestResponses[keyof PrivacyErasureRequestResponses];

export type PrivacyExportsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/exports';
};

export type PrivacyExportsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyExportsListError = PrivacyExportsListErrors[keyof PrivacyExportsListErrors];

export type PrivacyExportsListResponses = {
    /**
     * Successful Response
     */
    200: PersonalExportListOut;
};

export type PrivacyExportsListResponse = PrivacyExportsListResponses[keyof PrivacyExportsListResponses];

export type PrivacyExportsCreateData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/privacy/exports';
};

export type PrivacyExportsCreateErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyExportsCreateError = PrivacyExportsCreateErrors[keyof PrivacyExportsCreateErrors];

export type PrivacyExportsCreateResponses = {
    /**
     * Successful Response
     */
    202: PersonalExportOut;
};

export type PrivacyExportsCreateResponse = PrivacyExportsCreateResponses[keyof PrivacyExportsCreateResponses];

export type PrivacyExportsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Export Id
         *
         * The export's id.
         */
        export_id: string;
    };
    query?: never;
    url: '/api/v1/privacy/exports/{export_id}';
};

export type PrivacyExportsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyExportsGetError = PrivacyExportsGetErrors[keyof PrivacyExportsGetErrors];

export type PrivacyExportsGetResponses = {
    /**
     * Successful Response
     */
    200: PersonalExportOut;
};

export type PrivacyExportsGetResponse = PrivacyExportsGetResponses[keyof PrivacyExportsGetResponses];

export type PrivacyExportsDownloadData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Export Id
         *
         * The export's id.
         */
        export_id: string;
    };
    query?: never;
    url: '/api/v1/privacy/exports/{export_id}/file';
};

export type PrivacyExportsDownloadErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type PrivacyExportsDownloadError = PrivacyExportsDownloadErrors[keyof PrivacyExportsDownloadErrors];

export type PrivacyExportsDownloadResponses = {
    /**
     * Successful Response
     */
    200: Blob | File;
};

export type PrivacyExportsDownloadResponse = PrivacyExportsDownloadResponses[keyof PrivacyExportsDownloadResponses];

export type SharesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Trade Id
         *
         * Of that trade only.
         */
        trade_id?: string;
    };
    url: '/api/v1/shares';
};

export type SharesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type SharesListError = SharesListErrors[keyof SharesListErrors];

export type SharesListResponses = {
    /**
     * Successful Response
     */
    200: ShareListOut;
};

export type SharesListResponse = SharesListResponses[keyof SharesListResponses];

export type SharesCreateData = {
    body: ShareIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/shares';
};

export type SharesCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type SharesCreateError = SharesCreateErrors[keyof SharesCreateErrors];

export type SharesCreateResponses = {
    /**
     * Successful Response
     */
    201: ShareMadeOut;
};

export type SharesCreateResponse = SharesCreateResponses[keyof SharesCreateResponses];

export type SharesOpenData = {
    body: ShareTokenIn;
    path?: never;
    query?: never;
    url: '/api/v1/shares/open';
};

export type SharesOpenErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type SharesOpenError = SharesOpenErrors[keyof SharesOpenErrors];

export type SharesOpenResponses = {
    /**
     * Successful Response
     */
    200: SharedTradeOut;
};

export type SharesOpenResponse = SharesOpenResponses[keyof SharesOpenResponses];

export type SharesEndData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Share Id
         *
         * The share's id; not its link's token.
         */
        share_id: string;
    };
    query?: never;
    url: '/api/v1/shares/{share_id}';
};

export type SharesEndErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type SharesEndError = SharesEndErrors[keyof SharesEndErrors];

export type SharesEndResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type SharesEndResponse = SharesEndResponses[keyof SharesEndResponses];

export type TagsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/tags';
};

export type TagsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type TagsListError = TagsListErrors[keyof TagsListErrors];

export type TagsListResponses = {
    /**
     * Successful Response
     */
    200: TagListOut;
};

export type TagsListResponse = TagsListResponses[keyof TagsListResponses];

export type TradesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: {
        /**
         * Q
         *
         * The filter language, such as `symbol:AAPL,TSLA pnl>100 closed:2025-01-01.. -tag:fomo`.
         */
        q?: string;
        /**
         * Sort
         *
         * Such as `-closed_at,symbol`; ties by id.
         */
        sort?: string;
        /**
         * Limit
         *
         * How many at most.
         */
        limit?: number;
        /**
         * Cursor
         *
         * `next_cursor` of the page before.
         */
        cursor?: string;
        /**
         * Include
         *
         * `total` counts all that match.
         */
        include?: 'total';
    };
    url: '/api/v1/trades';
};

export type TradesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The address is too long.
     */
    414: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type TradesListError = TradesListErrors[keyof TradesListErrors];

export type TradesListResponses = {
    /**
     * Successful Response
     */
    200: TradeListOut;
};

export type TradesListResponse = TradesListResponses[keyof TradesListResponses];

export type FilterFieldsListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/trades/filter-fields';
};

export type FilterFieldsListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type FilterFieldsListError = FilterFieldsListErrors[keyof FilterFieldsListErrors];

export type FilterFieldsListResponses = {
    /**
     * Successful Response
     */
    200: FilterFieldListOut;
};

export type FilterFieldsListResponse = FilterFieldsListResponses[keyof FilterFieldsListResponses];

export type TradesGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Trade Id
         *
         * The trade's id: it stays the same through every re-derivation.
         */
        trade_id: string;
    };
    query?: never;
    url: '/api/v1/trades/{trade_id}';
};

export type TradesGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type TradesGetError = TradesGetErrors[keyof TradesGetErrors];

export type TradesGetResponses = {
    /**
     * Successful Response
     */
    200: TradeDetailOut;
};

export type TradesGetResponse = TradesGetResponses[keyof TradesGetResponses];

export type AnnotationsGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Trade Id
         *
         * The trade's id: it stays the same through every re-derivation.
         */
        trade_id: string;
    };
    query?: never;
    url: '/api/v1/trades/{trade_id}/annotation';
};

export type AnnotationsGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnnotationsGetError = AnnotationsGetErrors[keyof AnnotationsGetErrors];

export type AnnotationsGetResponses = {
    /**
     * Successful Response
     */
    200: AnnotationOut;
};

export type AnnotationsGetResponse = AnnotationsGetResponses[keyof AnnotationsGetResponses];

export type AnnotationsChangeData = {
    body: AnnotationIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Trade Id
         *
         * The trade's id: it stays the same through every re-derivation.
         */
        trade_id: string;
    };
    query?: never;
    url: '/api/v1/trades/{trade_id}/annotation';
};

export type AnnotationsChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * `If-Match` is missing.
     */
    428: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type AnnotationsChangeError = AnnotationsChangeErrors[keyof AnnotationsChangeErrors];

export type AnnotationsChangeResponses = {
    /**
     * Successful Response
     */
    200: AnnotationOut;
};

export type AnnotationsChangeResponse = AnnotationsChangeResponses[keyof AnnotationsChangeResponses];

export type UploadsCapabilitiesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/uploads';
};

export type UploadsCapabilitiesErrors = {
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type UploadsCapabilitiesError = UploadsCapabilitiesErrors[keyof UploadsCapabilitiesErrors];

export type UploadsCapabilitiesResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type UploadsCapabilitiesResponse = UploadsCapabilitiesResponses[keyof UploadsCapabilitiesResponses];

export type UploadsCreateData = {
    body?: Blob | File;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Tus-Resumable
         *
         * 1.0.0, always.
         */
        'Tus-Resumable'?: string;
        /**
         * Upload-Length
         *
         * Of the whole file, in bytes.
         */
        'Upload-Length'?: string;
        /**
         * Upload-Metadata
         *
         * `filename` and its name in base64.
         */
        'Upload-Metadata'?: string;
        /**
         * Upload-Concat
         *
         * `partial`, or `final;` and the parts.
         */
        'Upload-Concat'?: string;
        /**
         * Upload-Checksum
         *
         * Algorithm and digest in base64.
         */
        'Upload-Checksum'?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads';
};

export type UploadsCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * The checksum is another one: nothing was stored.
     */
    460: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
    /**
     * There is no room left to store the file.
     */
    507: ProblemOut;
};

export type UploadsCreateError = UploadsCreateErrors[keyof UploadsCreateErrors];

export type UploadsCreateResponses = {
    /**
     * Successful Response
     */
    201: UploadOut;
};

export type UploadsCreateResponse = UploadsCreateResponses[keyof UploadsCreateResponses];

export type UploadsTerminateData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Tus-Resumable
         *
         * 1.0.0, always.
         */
        'Tus-Resumable'?: string;
    };
    path: {
        /**
         * Upload Id
         *
         * The upload's id.
         */
        upload_id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{upload_id}';
};

export type UploadsTerminateErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type UploadsTerminateError = UploadsTerminateErrors[keyof UploadsTerminateErrors];

export type UploadsTerminateResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type UploadsTerminateResponse = UploadsTerminateResponses[keyof UploadsTerminateResponses];

export type UploadsLookData = {
    body?: never;
    headers?: {
        /**
         * Tus-Resumable
         *
         * 1.0.0, always.
         */
        'Tus-Resumable'?: string;
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Upload Id
         *
         * The upload's id.
         */
        upload_id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{upload_id}';
};

export type UploadsLookErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type UploadsLookError = UploadsLookErrors[keyof UploadsLookErrors];

export type UploadsLookResponses = {
    /**
     * Successful Response
     */
    200: unknown;
};

export type UploadsAppendData = {
    body?: Blob | File;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Tus-Resumable
         *
         * 1.0.0, always.
         */
        'Tus-Resumable'?: string;
        /**
         * Upload-Offset
         *
         * The byte at which these begin.
         */
        'Upload-Offset'?: string;
        /**
         * Upload-Length
         *
         * Of the whole file, in bytes.
         */
        'Upload-Length'?: string;
        /**
         * Upload-Checksum
         *
         * Algorithm and digest in base64.
         */
        'Upload-Checksum'?: string;
    };
    path: {
        /**
         * Upload Id
         *
         * The upload's id.
         */
        upload_id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{upload_id}';
};

export type UploadsAppendErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * It is gone.
     */
    410: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Somebody is at it: `Retry-After` says when to try again.
     */
    423: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * The checksum is another one: nothing was stored.
     */
    460: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
    /**
     * There is no room left to store the file.
     */
    507: ProblemOut;
};

export type UploadsAppendError = UploadsAppendErrors[keyof UploadsAppendErrors];

export type UploadsAppendResponses = {
    /**
     * Successful Response
     */
    204: void;
};

export type UploadsAppendResponse = UploadsAppendResponses[keyof UploadsAppendResponses];

export type WorkspacesListData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/workspaces';
};

export type WorkspacesListErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesListError = WorkspacesListErrors[keyof WorkspacesListErrors];

export type WorkspacesListResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceListOut;
};

export type WorkspacesListResponse = WorkspacesListResponses[keyof WorkspacesListResponses];

export type WorkspacesCreateData = {
    body: WorkspaceCreateIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/workspaces';
};

export type WorkspacesCreateErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesCreateError = WorkspacesCreateErrors[keyof WorkspacesCreateErrors];

export type WorkspacesCreateResponses = {
    /**
     * Successful Response
     */
    201: WorkspaceOut;
};

export type WorkspacesCreateResponse = WorkspacesCreateResponses[keyof WorkspacesCreateResponses];

export type WorkspacesDeleteData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Workspace Id
         *
         * The workspace's id.
         */
        workspace_id: string;
    };
    query?: never;
    url: '/api/v1/workspaces/{workspace_id}';
};

export type WorkspacesDeleteErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesDeleteError = WorkspacesDeleteErrors[keyof WorkspacesDeleteErrors];

export type WorkspacesDeleteResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceOut;
};

export type WorkspacesDeleteResponse = WorkspacesDeleteResponses[keyof WorkspacesDeleteResponses];

export type WorkspacesGetData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Workspace Id
         *
         * The workspace's id.
         */
        workspace_id: string;
    };
    query?: never;
    url: '/api/v1/workspaces/{workspace_id}';
};

export type WorkspacesGetErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesGetError = WorkspacesGetErrors[keyof WorkspacesGetErrors];

export type WorkspacesGetResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceOut;
};

export type WorkspacesGetResponse = WorkspacesGetResponses[keyof WorkspacesGetResponses];

export type WorkspacesChangeData = {
    body: WorkspaceIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
    };
    path: {
        /**
         * Workspace Id
         *
         * The workspace's id.
         */
        workspace_id: string;
    };
    query?: never;
    url: '/api/v1/workspaces/{workspace_id}';
};

export type WorkspacesChangeErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It has changed since you read it (`If-Match`).
     */
    412: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesChangeError = WorkspacesChangeErrors[keyof WorkspacesChangeErrors];

export type WorkspacesChangeResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceOut;
};

export type WorkspacesChangeResponse = WorkspacesChangeResponses[keyof WorkspacesChangeResponses];

export type WorkspacesBringBackData = {
    body?: never;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Workspace Id
         *
         * The workspace's id.
         */
        workspace_id: string;
    };
    query?: never;
    url: '/api/v1/workspaces/{workspace_id}/bring-back';
};

export type WorkspacesBringBackErrors = {
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * Some values are invalid.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesBringBackError = WorkspacesBringBackErrors[keyof WorkspacesBringBackErrors];

export type WorkspacesBringBackResponses = {
    /**
     * Successful Response
     */
    200: WorkspaceOut;
};

export type WorkspacesBringBackResponse = WorkspacesBringBackResponses[keyof WorkspacesBringBackResponses];

export type WorkspacesTransferData = {
    body: TransferIn;
    headers?: {
        /**
         * Workspace
         *
         * Workspace to act in; without it, the default one.
         */
        Workspace?: string;
        /**
         * Idempotency-Key
         *
         * Any text of yours, new for each new request: a retry then has no second effect.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * Workspace Id
         *
         * The workspace's id.
         */
        workspace_id: string;
    };
    query?: never;
    url: '/api/v1/workspaces/{workspace_id}/transfer';
};

export type WorkspacesTransferErrors = {
    /**
     * The request cannot be read.
     */
    400: ProblemOut;
    /**
     * No valid access token.
     */
    401: ProblemOut;
    /**
     * Your role does not allow this.
     */
    403: ProblemOut;
    /**
     * There is no such thing in this workspace.
     */
    404: ProblemOut;
    /**
     * The body took too long to arrive.
     */
    408: ProblemOut;
    /**
     * It is not possible in the present state.
     */
    409: ProblemOut;
    /**
     * The body is too large.
     */
    413: ProblemOut;
    /**
     * The media type is not taken.
     */
    415: ProblemOut;
    /**
     * Some values are invalid; `errors` names them.
     */
    422: ProblemOut;
    /**
     * Too many requests; `Retry-After` says how long to wait.
     */
    429: ProblemOut;
    /**
     * Something needed is not available; `Retry-After` says when to try again.
     */
    503: ProblemOut;
};

export type WorkspacesTransferError = WorkspacesTransferErrors[keyof WorkspacesTransferErrors];

export type WorkspacesTransferResponses = {
    /**
     * Successful Response
     */
    200: MemberOut;
};

export type WorkspacesTransferResponse = WorkspacesTransferResponses[keyof WorkspacesTransferResponses];
