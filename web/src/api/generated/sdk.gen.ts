// @ts-nocheck
// Written by `npm run client` from docs/openapi.json.

import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client';
import { client } from './client.gen';
import type { AccountsChangeData, AccountsChangeErrors, AccountsChangeResponses, AccountsCreateData, AccountsCreateErrors, AccountsCreateResponses, AccountsDeliveriesData, AccountsDeliveriesErrors, AccountsDeliveriesResponses, AccountsGetData, AccountsGetErrors, AccountsGetResponses, AccountsListData, AccountsListErrors, AccountsListResponses, AccountsPutMarketPriceData, AccountsPutMarketPriceErrors, AccountsPutMarketPriceResponses, AccountsReconciliationData, AccountsReconciliationErrors, AccountsReconciliationResponses, AnalyticsBreakdownData, AnalyticsBreakdownErrors, AnalyticsBreakdownResponses, AnalyticsCalendarData, AnalyticsCalendarErrors, AnalyticsCalendarResponses, AnalyticsEquityData, AnalyticsEquityErrors, AnalyticsEquityResponses, AnalyticsMetricsData, AnalyticsMetricsErrors, AnalyticsMetricsResponses, AnalyticsSummaryData, AnalyticsSummaryErrors, AnalyticsSummaryResponses, AnnotationsChangeData, AnnotationsChangeErrors, AnnotationsChangeResponses, AnnotationsGetData, AnnotationsGetErrors, AnnotationsGetResponses, ApiKeysCreateData, ApiKeysCreateErrors, ApiKeysCreateResponses, ApiKeysGetData, ApiKeysGetErrors, ApiKeysGetResponses, ApiKeysListData, ApiKeysListErrors, ApiKeysListResponses, ApiKeysRevokeData, ApiKeysRevokeErrors, ApiKeysRevokeResponses, ApiKeysRotateData, ApiKeysRotateErrors, ApiKeysRotateResponses, ArchivesCreateData, ArchivesCreateErrors, ArchivesCreateResponses, ArchivesDownloadData, ArchivesDownloadErrors, ArchivesDownloadResponses, ArchivesGetData, ArchivesGetErrors, ArchivesGetResponses, ArchivesListData, ArchivesListErrors, ArchivesListResponses, ArchivesRestoreData, ArchivesRestoreErrors, ArchivesRestoreResponses, AuditActionsListData, AuditActionsListErrors, AuditActionsListResponses, AuditEntriesExportData, AuditEntriesExportErrors, AuditEntriesExportResponses, AuditEntriesListData, AuditEntriesListErrors, AuditEntriesListResponses, AuditEntriesVerifyData, AuditEntriesVerifyErrors, AuditEntriesVerifyResponses, AuthChangeEmailData, AuthChangeEmailErrors, AuthChangeEmailResponses, AuthChangePasswordData, AuthChangePasswordErrors, AuthChangePasswordResponses, AuthConfirmEmailData, AuthConfirmEmailErrors, AuthConfirmEmailResponses, AuthForgotPasswordData, AuthForgotPasswordErrors, AuthForgotPasswordResponses, AuthIdentitiesLinkData, AuthIdentitiesLinkErrors, AuthIdentitiesLinkResponses, AuthIdentitiesListData, AuthIdentitiesListErrors, AuthIdentitiesListResponses, AuthIdentitiesUnlinkData, AuthIdentitiesUnlinkErrors, AuthIdentitiesUnlinkResponses, AuthLoginData, AuthLoginErrors, AuthLoginResponses, AuthLogoutAllData, AuthLogoutAllErrors, AuthLogoutAllResponses, AuthLogoutData, AuthLogoutErrors, AuthLogoutResponses, AuthMeData, AuthMeErrors, AuthMeResponses, AuthPasskeysAddData, AuthPasskeysAddErrors, AuthPasskeysAddResponses, AuthPasskeysAskAgainData, AuthPasskeysAskAgainErrors, AuthPasskeysAskAgainResponses, AuthPasskeysAskData, AuthPasskeysAskErrors, AuthPasskeysAskResponses, AuthPasskeysBeginData, AuthPasskeysBeginErrors, AuthPasskeysBeginResponses, AuthPasskeysListData, AuthPasskeysListErrors, AuthPasskeysListResponses, AuthPasskeysNameData, AuthPasskeysNameErrors, AuthPasskeysNameResponses, AuthPasskeysProveData, AuthPasskeysProveErrors, AuthPasskeysProveResponses, AuthPasskeysRemoveData, AuthPasskeysRemoveErrors, AuthPasskeysRemoveResponses, AuthPasskeysSignInData, AuthPasskeysSignInErrors, AuthPasskeysSignInResponses, AuthProvidersBeginLinkData, AuthProvidersBeginLinkErrors, AuthProvidersBeginLinkResponses, AuthProvidersFinishData, AuthProvidersFinishErrors, AuthProvidersFinishResponses, AuthProvidersStartData, AuthProvidersStartErrors, AuthProvidersStartResponses, AuthReauthenticateData, AuthReauthenticateErrors, AuthReauthenticateResponses, AuthRecoveryCodesRenewData, AuthRecoveryCodesRenewErrors, AuthRecoveryCodesRenewResponses, AuthRefreshData, AuthRefreshErrors, AuthRefreshResponses, AuthRegisterConfirmData, AuthRegisterConfirmErrors, AuthRegisterConfirmResponses, AuthRegisterData, AuthRegisterErrors, AuthRegisterResponses, AuthResetPasswordData, AuthResetPasswordErrors, AuthResetPasswordResponses, AuthSecurityData, AuthSecurityErrors, AuthSecurityResponses, AuthSessionsEndData, AuthSessionsEndErrors, AuthSessionsEndOthersData, AuthSessionsEndOthersErrors, AuthSessionsEndOthersResponses, AuthSessionsEndResponses, AuthSessionsListData, AuthSessionsListErrors, AuthSessionsListResponses, AuthShowSecondFactorData, AuthShowSecondFactorErrors, AuthShowSecondFactorResponses, AuthTotpBeginData, AuthTotpBeginErrors, AuthTotpBeginResponses, AuthTotpConfirmData, AuthTotpConfirmErrors, AuthTotpConfirmResponses, AuthTotpRemoveData, AuthTotpRemoveErrors, AuthTotpRemoveResponses, AuthWaysData, AuthWaysErrors, AuthWaysResponses, BrokerConnectionRunsListData, BrokerConnectionRunsListErrors, BrokerConnectionRunsListResponses, BrokerConnectionsBrokersData, BrokerConnectionsBrokersErrors, BrokerConnectionsBrokersResponses, BrokerConnectionsChangeData, BrokerConnectionsChangeErrors, BrokerConnectionsChangeResponses, BrokerConnectionsCreateData, BrokerConnectionsCreateErrors, BrokerConnectionsCreateResponses, BrokerConnectionsDeleteData, BrokerConnectionsDeleteErrors, BrokerConnectionsDeleteResponses, BrokerConnectionsGetData, BrokerConnectionsGetErrors, BrokerConnectionsGetResponses, BrokerConnectionsListData, BrokerConnectionsListErrors, BrokerConnectionsListResponses, BrokerConnectionsSyncData, BrokerConnectionsSyncErrors, BrokerConnectionsSyncResponses, BrokerConnectionsTestData, BrokerConnectionsTestErrors, BrokerConnectionsTestResponses, CashEventsCreateData, CashEventsCreateErrors, CashEventsCreateResponses, CashEventsGetData, CashEventsGetErrors, CashEventsGetResponses, CashEventsListData, CashEventsListErrors, CashEventsListResponses, CashEventsRestoreData, CashEventsRestoreErrors, CashEventsRestoreResponses, CashEventsVoidData, CashEventsVoidErrors, CashEventsVoidResponses, ContractsDeleteData, ContractsDeleteErrors, ContractsDeleteResponses, ContractsListData, ContractsListErrors, ContractsListResponses, ContractsPutData, ContractsPutErrors, ContractsPutResponses, CorporateActionsCreateData, CorporateActionsCreateErrors, CorporateActionsCreateResponses, CorporateActionsGetData, CorporateActionsGetErrors, CorporateActionsGetResponses, CorporateActionsListData, CorporateActionsListErrors, CorporateActionsListResponses, CorporateActionsRestoreData, CorporateActionsRestoreErrors, CorporateActionsRestoreResponses, CorporateActionsVoidData, CorporateActionsVoidErrors, CorporateActionsVoidResponses, ExecutionsCreateData, ExecutionsCreateErrors, ExecutionsCreateResponses, ExecutionsGetData, ExecutionsGetErrors, ExecutionsGetResponses, ExecutionsListData, ExecutionsListErrors, ExecutionsListResponses, ExecutionsPickLotsData, ExecutionsPickLotsErrors, ExecutionsPickLotsResponses, ExecutionsPostData, ExecutionsPostErrors, ExecutionsPostResponses, ExecutionsRestoreData, ExecutionsRestoreErrors, ExecutionsRestoreResponses, ExecutionsVoidData, ExecutionsVoidErrors, ExecutionsVoidResponses, FilterFieldsListData, FilterFieldsListErrors, FilterFieldsListResponses, HealthLiveData, HealthLiveResponses, HealthMetricsData, HealthMetricsErrors, HealthMetricsResponses, HealthReadyData, HealthReadyErrors, HealthReadyResponses, HealthVersionData, HealthVersionResponses, ImportFormatsListData, ImportFormatsListErrors, ImportFormatsListResponses, ImportMappingsChangeData, ImportMappingsChangeErrors, ImportMappingsChangeResponses, ImportMappingsDeleteData, ImportMappingsDeleteErrors, ImportMappingsDeleteResponses, ImportMappingsListData, ImportMappingsListErrors, ImportMappingsListResponses, ImportNotesListData, ImportNotesListErrors, ImportNotesListResponses, ImportsCancelData, ImportsCancelErrors, ImportsCancelResponses, ImportsCommitData, ImportsCommitErrors, ImportsCommitResponses, ImportsCreateData, ImportsCreateErrors, ImportsCreateResponses, ImportsGetData, ImportsGetErrors, ImportsGetResponses, ImportsListData, ImportsListErrors, ImportsListResponses, ImportsRetryData, ImportsRetryErrors, ImportsRetryResponses, ImportsSettleData, ImportsSettleErrors, ImportsSettleResponses, ImportsUndoData, ImportsUndoErrors, ImportsUndoResponses, InvitationsAcceptData, InvitationsAcceptErrors, InvitationsAcceptResponses, InvitationsCreateData, InvitationsCreateErrors, InvitationsCreateResponses, InvitationsListData, InvitationsListErrors, InvitationsListResponses, InvitationsLookData, InvitationsLookErrors, InvitationsLookResponses, InvitationsTakeBackData, InvitationsTakeBackErrors, InvitationsTakeBackResponses, MembersChangeData, MembersChangeErrors, MembersChangeResponses, MembersGetData, MembersGetErrors, MembersGetResponses, MembersLeaveData, MembersLeaveErrors, MembersLeaveResponses, MembersListData, MembersListErrors, MembersListResponses, MembersRemoveData, MembersRemoveErrors, MembersRemoveResponses, PermissionsListData, PermissionsListErrors, PermissionsListResponses, PrivacyConsentsGiveData, PrivacyConsentsGiveErrors, PrivacyConsentsGiveResponses, PrivacyConsentsListData, PrivacyConsentsListErrors, PrivacyConsentsListResponses, PrivacyConsentsWithdrawData, PrivacyConsentsWithdrawErrors, PrivacyConsentsWithdrawResponses, PrivacyErasureGetData, PrivacyErasureGetErrors, PrivacyErasureGetResponses, PrivacyErasureRequestData, PrivacyErasureRequestErrors, PrivacyErasureRequestResponses, PrivacyErasureUndoData, PrivacyErasureUndoErrors, PrivacyErasureUndoResponses, PrivacyExportsCreateData, PrivacyExportsCreateErrors, PrivacyExportsCreateResponses, PrivacyExportsDownloadData, PrivacyExportsDownloadErrors, PrivacyExportsDownloadResponses, PrivacyExportsGetData, PrivacyExportsGetErrors, PrivacyExportsGetResponses, PrivacyExportsListData, PrivacyExportsListErrors, PrivacyExportsListResponses, PrivacyGetData, PrivacyGetErrors, PrivacyGetResponses, SharesCreateData, SharesCreateErrors, SharesCreateResponses, SharesEndData, SharesEndErrors, SharesEndResponses, SharesListData, SharesListErrors, SharesListResponses, SharesOpenData, SharesOpenErrors, SharesOpenResponses, TagsListData, TagsListErrors, TagsListResponses, TradesGetData, TradesGetErrors, TradesGetResponses, TradesListData, TradesListErrors, TradesListResponses, UploadsAppendData, UploadsAppendErrors, UploadsAppendResponses, UploadsCapabilitiesData, UploadsCapabilitiesErrors, UploadsCapabilitiesResponses, UploadsCreateData, UploadsCreateErrors, UploadsCreateResponses, UploadsLookData, UploadsLookErrors, UploadsLookResponses, UploadsTerminateData, UploadsTerminateErrors, UploadsTerminateResponses, WorkspacesBringBackData, WorkspacesBringBackErrors, WorkspacesBringBackResponses, WorkspacesChangeData, WorkspacesChangeErrors, WorkspacesChangeResponses, WorkspacesCreateData, WorkspacesCreateErrors, WorkspacesCreateResponses, WorkspacesDeleteData, WorkspacesDeleteErrors, WorkspacesDeleteResponses, WorkspacesGetData, WorkspacesGetErrors, WorkspacesGetResponses, WorkspacesListData, WorkspacesListErrors, WorkspacesListResponses, WorkspacesTransferData, WorkspacesTransferErrors, WorkspacesTransferResponses } from './types.gen';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * Trading accounts, by name
 */
export const accountsList = <ThrowOnError extends boolean = true>(options?: Options<AccountsListData, ThrowOnError>): RequestResult<AccountsListResponses, AccountsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AccountsListResponses, AccountsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts',
    ...options
});

/**
 * Add a trading account
 *
 * Files that name an account make it by themselves.
 */
export const accountsCreate = <ThrowOnError extends boolean = true>(options: Options<AccountsCreateData, ThrowOnError>): RequestResult<AccountsCreateResponses, AccountsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AccountsCreateResponses, AccountsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One account
 */
export const accountsGet = <ThrowOnError extends boolean = true>(options: Options<AccountsGetData, ThrowOnError>): RequestResult<AccountsGetResponses, AccountsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<AccountsGetResponses, AccountsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts/{account_id}',
    ...options
});

/**
 * Change an account
 *
 * A change of method, time zone, session end or kind derives every trade of the account anew: at once, or in
 * an account of many fills soon after, `deriving` until then.
 */
export const accountsChange = <ThrowOnError extends boolean = true>(options: Options<AccountsChangeData, ThrowOnError>): RequestResult<AccountsChangeResponses, AccountsChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<AccountsChangeResponses, AccountsChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts/{account_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The account's exercises and assignments, newest first
 *
 * How each is told: as the account says, or otherwise where that cannot be.
 */
export const accountsDeliveries = <ThrowOnError extends boolean = true>(options: Options<AccountsDeliveriesData, ThrowOnError>): RequestResult<AccountsDeliveriesResponses, AccountsDeliveriesErrors, ThrowOnError, 'data'> => (options.client ?? client).get<AccountsDeliveriesResponses, AccountsDeliveriesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts/{account_id}/deliveries',
    ...options
});

/**
 * State the market's price at an exercise or assignment
 *
 * The economic view needs it: without it, the broker's is told. Its trades are derived anew.
 */
export const accountsPutMarketPrice = <ThrowOnError extends boolean = true>(options: Options<AccountsPutMarketPriceData, ThrowOnError>): RequestResult<AccountsPutMarketPriceResponses, AccountsPutMarketPriceErrors, ThrowOnError, 'data'> => (options.client ?? client).put<AccountsPutMarketPriceResponses, AccountsPutMarketPriceErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts/{account_id}/deliveries',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The account's ledger against what its statements print
 *
 * Balances, positions and realised results, to the cent; each difference with its likely cause.
 */
export const accountsReconciliation = <ThrowOnError extends boolean = true>(options: Options<AccountsReconciliationData, ThrowOnError>): RequestResult<AccountsReconciliationResponses, AccountsReconciliationErrors, ThrowOnError, 'data'> => (options.client ?? client).get<AccountsReconciliationResponses, AccountsReconciliationErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/accounts/{account_id}/reconciliation',
    ...options
});

/**
 * Figures of each group of trades
 */
export const analyticsBreakdown = <ThrowOnError extends boolean = true>(options: Options<AnalyticsBreakdownData, ThrowOnError>): RequestResult<AnalyticsBreakdownResponses, AnalyticsBreakdownErrors, ThrowOnError, 'data'> => (options.client ?? client).get<AnalyticsBreakdownResponses, AnalyticsBreakdownErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/analytics/breakdown',
    ...options
});

/**
 * Days, weeks and months
 *
 * Weeks and months are the sums of their days.
 */
export const analyticsCalendar = <ThrowOnError extends boolean = true>(options?: Options<AnalyticsCalendarData, ThrowOnError>): RequestResult<AnalyticsCalendarResponses, AnalyticsCalendarErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AnalyticsCalendarResponses, AnalyticsCalendarErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/analytics/calendar',
    ...options
});

/**
 * The equity curve, by day
 *
 * Realised results, each exit on its own trading day.
 */
export const analyticsEquity = <ThrowOnError extends boolean = true>(options?: Options<AnalyticsEquityData, ThrowOnError>): RequestResult<AnalyticsEquityResponses, AnalyticsEquityErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AnalyticsEquityResponses, AnalyticsEquityErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/analytics/equity',
    ...options
});

/**
 * Every metric and its definition
 */
export const analyticsMetrics = <ThrowOnError extends boolean = true>(options?: Options<AnalyticsMetricsData, ThrowOnError>): RequestResult<AnalyticsMetricsResponses, AnalyticsMetricsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AnalyticsMetricsResponses, AnalyticsMetricsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/analytics/metrics',
    ...options
});

/**
 * Figures of the trades
 *
 * Each with its sample and, for rates and means, its interval.
 */
export const analyticsSummary = <ThrowOnError extends boolean = true>(options?: Options<AnalyticsSummaryData, ThrowOnError>): RequestResult<AnalyticsSummaryResponses, AnalyticsSummaryErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AnalyticsSummaryResponses, AnalyticsSummaryErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/analytics/summary',
    ...options
});

/**
 * API keys, newest first
 *
 * Those that are over stay in the list for a while.
 */
export const apiKeysList = <ThrowOnError extends boolean = true>(options?: Options<ApiKeysListData, ThrowOnError>): RequestResult<ApiKeysListResponses, ApiKeysListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ApiKeysListResponses, ApiKeysListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/api-keys',
    ...options
});

/**
 * Make an API key
 *
 * It acts in your name and in this workspace, and never with more rights than you have at the time. You
 * must have proved lately who you are: a session that somebody took must not become a key that outlives it.
 */
export const apiKeysCreate = <ThrowOnError extends boolean = true>(options: Options<ApiKeysCreateData, ThrowOnError>): RequestResult<ApiKeysCreateResponses, ApiKeysCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ApiKeysCreateResponses, ApiKeysCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/api-keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Revoke an API key
 *
 * The next request with it is refused.
 */
export const apiKeysRevoke = <ThrowOnError extends boolean = true>(options: Options<ApiKeysRevokeData, ThrowOnError>): RequestResult<ApiKeysRevokeResponses, ApiKeysRevokeErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<ApiKeysRevokeResponses, ApiKeysRevokeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/api-keys/{key_id}',
    ...options
});

/**
 * One API key
 */
export const apiKeysGet = <ThrowOnError extends boolean = true>(options: Options<ApiKeysGetData, ThrowOnError>): RequestResult<ApiKeysGetResponses, ApiKeysGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ApiKeysGetResponses, ApiKeysGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/api-keys/{key_id}',
    ...options
});

/**
 * Give an API key a new secret
 *
 * The secret before it opens for a while still, so that programs can change over; an earlier one ends at once. You
 * must have proved lately who you are.
 */
export const apiKeysRotate = <ThrowOnError extends boolean = true>(options: Options<ApiKeysRotateData, ThrowOnError>): RequestResult<ApiKeysRotateResponses, ApiKeysRotateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ApiKeysRotateResponses, ApiKeysRotateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/api-keys/{key_id}/rotate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Archives, newest first
 */
export const archivesList = <ThrowOnError extends boolean = true>(options?: Options<ArchivesListData, ThrowOnError>): RequestResult<ArchivesListResponses, ArchivesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ArchivesListResponses, ArchivesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/archives',
    ...options
});

/**
 * Write everything of the workspace into one file
 *
 * A worker writes it; follow it at `Location`, then download it. The newest five are kept.
 */
export const archivesCreate = <ThrowOnError extends boolean = true>(options?: Options<ArchivesCreateData, ThrowOnError>): RequestResult<ArchivesCreateResponses, ArchivesCreateErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<ArchivesCreateResponses, ArchivesCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/archives',
    ...options
});

/**
 * Restore an archive into this empty workspace
 *
 * A form with the field `file`, or the archive itself as the body. A worker restores all of it or nothing.
 */
export const archivesRestore = <ThrowOnError extends boolean = true>(options: Options<ArchivesRestoreData, ThrowOnError>): RequestResult<ArchivesRestoreResponses, ArchivesRestoreErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ArchivesRestoreResponses, ArchivesRestoreErrors, ThrowOnError, 'data'>({
    bodySerializer: null,
    responseStyle: 'data',
    url: '/api/v1/archives/restore',
    ...options,
    headers: {
        'Content-Type': 'application/zip',
        ...options.headers
    }
});

/**
 * One archive: how far it is, what is in it
 */
export const archivesGet = <ThrowOnError extends boolean = true>(options: Options<ArchivesGetData, ThrowOnError>): RequestResult<ArchivesGetResponses, ArchivesGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ArchivesGetResponses, ArchivesGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/archives/{archive_id}',
    ...options
});

/**
 * The archive's file
 *
 * Ranges are honoured, so that a broken download goes on where it stopped. Everything at once is in it: who asks
 * must have proved lately who they are.
 */
export const archivesDownload = <ThrowOnError extends boolean = true>(options: Options<ArchivesDownloadData, ThrowOnError>): RequestResult<ArchivesDownloadResponses, ArchivesDownloadErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ArchivesDownloadResponses, ArchivesDownloadErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/archives/{archive_id}/file',
    ...options
});

/**
 * Who did what, newest first
 *
 * One's own needs no permission; of the workspace, `audit.read`.
 */
export const auditEntriesList = <ThrowOnError extends boolean = true>(options?: Options<AuditEntriesListData, ThrowOnError>): RequestResult<AuditEntriesListResponses, AuditEntriesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuditEntriesListResponses, AuditEntriesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/audit-entries',
    ...options
});

/**
 * What is written down, and when
 */
export const auditActionsList = <ThrowOnError extends boolean = true>(options?: Options<AuditActionsListData, ThrowOnError>): RequestResult<AuditActionsListResponses, AuditActionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuditActionsListResponses, AuditActionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/audit-entries/actions',
    ...options
});

/**
 * The log as a file
 *
 * All that the list would show, newest first. NDJSON has all that recomputing the hashes needs. Taking it is
 * written down too.
 */
export const auditEntriesExport = <ThrowOnError extends boolean = true>(options?: Options<AuditEntriesExportData, ThrowOnError>): RequestResult<AuditEntriesExportResponses, AuditEntriesExportErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuditEntriesExportResponses, AuditEntriesExportErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/audit-entries/file',
    ...options
});

/**
 * Whether the chain is as it was written
 *
 * Recomputes every hash, and compares with the checkpoints that are signed outside of the database.
 */
export const auditEntriesVerify = <ThrowOnError extends boolean = true>(options?: Options<AuditEntriesVerifyData, ThrowOnError>): RequestResult<AuditEntriesVerifyResponses, AuditEntriesVerifyErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuditEntriesVerifyResponses, AuditEntriesVerifyErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/audit-entries/verification',
    ...options
});

/**
 * Use another e-mail address
 *
 * Counts once the link in the mail to it was opened; at once where the server cannot send mail.
 */
export const authChangeEmail = <ThrowOnError extends boolean = true>(options: Options<AuthChangeEmailData, ThrowOnError>): RequestResult<AuthChangeEmailResponses, AuthChangeEmailErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthChangeEmailResponses, AuthChangeEmailErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/email',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Confirm the other address by its mail's link
 */
export const authConfirmEmail = <ThrowOnError extends boolean = true>(options: Options<AuthConfirmEmailData, ThrowOnError>): RequestResult<AuthConfirmEmailResponses, AuthConfirmEmailErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthConfirmEmailResponses, AuthConfirmEmailErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/email/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Your accounts at other providers that sign you in
 */
export const authIdentitiesList = <ThrowOnError extends boolean = true>(options?: Options<AuthIdentitiesListData, ThrowOnError>): RequestResult<AuthIdentitiesListResponses, AuthIdentitiesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthIdentitiesListResponses, AuthIdentitiesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/identities',
    ...options
});

/**
 * Link the account that the provider answered for
 *
 * Only the browser and the person that began it can; once.
 */
export const authIdentitiesLink = <ThrowOnError extends boolean = true>(options: Options<AuthIdentitiesLinkData, ThrowOnError>): RequestResult<AuthIdentitiesLinkResponses, AuthIdentitiesLinkErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthIdentitiesLinkResponses, AuthIdentitiesLinkErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/identities',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Unlink an account at another provider
 */
export const authIdentitiesUnlink = <ThrowOnError extends boolean = true>(options: Options<AuthIdentitiesUnlinkData, ThrowOnError>): RequestResult<AuthIdentitiesUnlinkResponses, AuthIdentitiesUnlinkErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<AuthIdentitiesUnlinkResponses, AuthIdentitiesUnlinkErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/identities/{identity_id}',
    ...options
});

/**
 * Sign in
 *
 * The answer to a wrong address and to a wrong password is the same, and takes the same time.
 */
export const authLogin = <ThrowOnError extends boolean = true>(options: Options<AuthLoginData, ThrowOnError>): RequestResult<AuthLoginResponses, AuthLoginErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthLoginResponses, AuthLoginErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * End this session
 */
export const authLogout = <ThrowOnError extends boolean = true>(options?: Options<AuthLogoutData, ThrowOnError>): RequestResult<AuthLogoutResponses, AuthLogoutErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthLogoutResponses, AuthLogoutErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/logout',
    ...options
});

/**
 * End every session of yours
 */
export const authLogoutAll = <ThrowOnError extends boolean = true>(options?: Options<AuthLogoutAllData, ThrowOnError>): RequestResult<AuthLogoutAllResponses, AuthLogoutAllErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthLogoutAllResponses, AuthLogoutAllErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/logout-all',
    ...options
});

/**
 * Who you are
 */
export const authMe = <ThrowOnError extends boolean = true>(options?: Options<AuthMeData, ThrowOnError>): RequestResult<AuthMeResponses, AuthMeErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthMeResponses, AuthMeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/me',
    ...options
});

/**
 * Your passkeys
 */
export const authPasskeysList = <ThrowOnError extends boolean = true>(options?: Options<AuthPasskeysListData, ThrowOnError>): RequestResult<AuthPasskeysListResponses, AuthPasskeysListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthPasskeysListResponses, AuthPasskeysListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys',
    ...options
});

/**
 * Add the passkey that was made
 */
export const authPasskeysAdd = <ThrowOnError extends boolean = true>(options: Options<AuthPasskeysAddData, ThrowOnError>): RequestResult<AuthPasskeysAddResponses, AuthPasskeysAddErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthPasskeysAddResponses, AuthPasskeysAddErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Options to make a passkey
 *
 * For navigator.credentials.create().
 */
export const authPasskeysBegin = <ThrowOnError extends boolean = true>(options?: Options<AuthPasskeysBeginData, ThrowOnError>): RequestResult<AuthPasskeysBeginResponses, AuthPasskeysBeginErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthPasskeysBeginResponses, AuthPasskeysBeginErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/new/options',
    ...options
});

/**
 * Options to sign in by a passkey
 *
 * For navigator.credentials.get(); nobody needs to say who they are. Good for five minutes, once.
 */
export const authPasskeysAsk = <ThrowOnError extends boolean = true>(options?: Options<AuthPasskeysAskData, ThrowOnError>): RequestResult<AuthPasskeysAskResponses, AuthPasskeysAskErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthPasskeysAskResponses, AuthPasskeysAskErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/options',
    ...options
});

/**
 * Prove by a passkey who you are
 */
export const authPasskeysProve = <ThrowOnError extends boolean = true>(options: Options<AuthPasskeysProveData, ThrowOnError>): RequestResult<AuthPasskeysProveResponses, AuthPasskeysProveErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthPasskeysProveResponses, AuthPasskeysProveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/prove',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Options to prove by a passkey who you are
 */
export const authPasskeysAskAgain = <ThrowOnError extends boolean = true>(options?: Options<AuthPasskeysAskAgainData, ThrowOnError>): RequestResult<AuthPasskeysAskAgainResponses, AuthPasskeysAskAgainErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthPasskeysAskAgainResponses, AuthPasskeysAskAgainErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/prove/options',
    ...options
});

/**
 * Sign in by a passkey
 *
 * It counts as both factors: it verifies its person, and is something they have.
 */
export const authPasskeysSignIn = <ThrowOnError extends boolean = true>(options: Options<AuthPasskeysSignInData, ThrowOnError>): RequestResult<AuthPasskeysSignInResponses, AuthPasskeysSignInErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthPasskeysSignInResponses, AuthPasskeysSignInErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/sign-in',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a passkey
 */
export const authPasskeysRemove = <ThrowOnError extends boolean = true>(options: Options<AuthPasskeysRemoveData, ThrowOnError>): RequestResult<AuthPasskeysRemoveResponses, AuthPasskeysRemoveErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<AuthPasskeysRemoveResponses, AuthPasskeysRemoveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/{passkey_id}',
    ...options
});

/**
 * Name a passkey
 */
export const authPasskeysName = <ThrowOnError extends boolean = true>(options: Options<AuthPasskeysNameData, ThrowOnError>): RequestResult<AuthPasskeysNameResponses, AuthPasskeysNameErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<AuthPasskeysNameResponses, AuthPasskeysNameErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/passkeys/{passkey_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Change your password
 *
 * Needs the present one; every other session of yours ends. Guesses at it are slowed down as at signing in.
 */
export const authChangePassword = <ThrowOnError extends boolean = true>(options: Options<AuthChangePasswordData, ThrowOnError>): RequestResult<AuthChangePasswordResponses, AuthChangePasswordErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthChangePasswordResponses, AuthChangePasswordErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask for a mail with a link to choose another password
 *
 * The answer is the same whether or not the address is somebody's. 409 where the server cannot send mail.
 */
export const authForgotPassword = <ThrowOnError extends boolean = true>(options: Options<AuthForgotPasswordData, ThrowOnError>): RequestResult<AuthForgotPasswordResponses, AuthForgotPasswordErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthForgotPasswordResponses, AuthForgotPasswordErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/password/forgot',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Choose another password by a mail's link
 *
 * Works once, for half an hour. Every session of yours ends; sign in with the new password.
 */
export const authResetPassword = <ThrowOnError extends boolean = true>(options: Options<AuthResetPasswordData, ThrowOnError>): RequestResult<AuthResetPasswordResponses, AuthResetPasswordErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthResetPasswordResponses, AuthResetPasswordErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/password/reset',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sign in with what the provider answered
 *
 * Only the browser that began it can; once. A new person gets an account where anybody may register.
 */
export const authProvidersFinish = <ThrowOnError extends boolean = true>(options: Options<AuthProvidersFinishData, ThrowOnError>): RequestResult<AuthProvidersFinishResponses, AuthProvidersFinishErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthProvidersFinishResponses, AuthProvidersFinishErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/providers/finish',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Begin to link an account at another provider
 */
export const authProvidersBeginLink = <ThrowOnError extends boolean = true>(options: Options<AuthProvidersBeginLinkData, ThrowOnError>): RequestResult<AuthProvidersBeginLinkResponses, AuthProvidersBeginLinkErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthProvidersBeginLinkResponses, AuthProvidersBeginLinkErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/providers/{provider}/link',
    ...options
});

/**
 * Begin to sign in with another provider
 *
 * Send the browser to `url`; it comes back to the page /sign-in/provider. Whoever has no account yet needs the
 * agreements that registering by e-mail does: without them, the end of it is 422 `consent.missing`.
 */
export const authProvidersStart = <ThrowOnError extends boolean = true>(options: Options<AuthProvidersStartData, ThrowOnError>): RequestResult<AuthProvidersStartResponses, AuthProvidersStartErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthProvidersStartResponses, AuthProvidersStartErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/providers/{provider}/start',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Prove again who you are
 *
 * By the password, and a code for whoever has a second factor; or by a passkey at POST /auth/passkeys/prove. What
 * answered `session.reauth_required` may be done for ten minutes.
 */
export const authReauthenticate = <ThrowOnError extends boolean = true>(options: Options<AuthReauthenticateData, ThrowOnError>): RequestResult<AuthReauthenticateResponses, AuthReauthenticateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthReauthenticateResponses, AuthReauthenticateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/reauthenticate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make new recovery codes
 *
 * The ones before work no more.
 */
export const authRecoveryCodesRenew = <ThrowOnError extends boolean = true>(options?: Options<AuthRecoveryCodesRenewData, ThrowOnError>): RequestResult<AuthRecoveryCodesRenewResponses, AuthRecoveryCodesRenewErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthRecoveryCodesRenewResponses, AuthRecoveryCodesRenewErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/recovery-codes',
    ...options
});

/**
 * Exchange the refresh cookie for a new access token
 *
 * Each refresh token is used once; using one again ends the session for everybody who holds one.
 */
export const authRefresh = <ThrowOnError extends boolean = true>(options?: Options<AuthRefreshData, ThrowOnError>): RequestResult<AuthRefreshResponses, AuthRefreshErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthRefreshResponses, AuthRefreshErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/refresh',
    ...options
});

/**
 * Create an account and sign in
 *
 * Makes a personal workspace too. The refresh token is set as a cookie. Where the server can send mail the account
 * begins once the address is confirmed, and nobody learns whether it is registered already. With an invitation to a
 * workspace you belong to that one too, and begin there.
 */
export const authRegister = <ThrowOnError extends boolean = true>(options: Options<AuthRegisterData, ThrowOnError>): RequestResult<AuthRegisterResponses, AuthRegisterErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthRegisterResponses, AuthRegisterErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/register',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Confirm the address by the link's token and the password chosen
 *
 * The account begins here. Five wrong passwords, and the link is gone.
 */
export const authRegisterConfirm = <ThrowOnError extends boolean = true>(options: Options<AuthRegisterConfirmData, ThrowOnError>): RequestResult<AuthRegisterConfirmResponses, AuthRegisterConfirmErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthRegisterConfirmResponses, AuthRegisterConfirmErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/register/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Finish signing in with a code
 *
 * Six digits of an authenticator app, or a recovery code. Each code is taken once.
 */
export const authShowSecondFactor = <ThrowOnError extends boolean = true>(options: Options<AuthShowSecondFactorData, ThrowOnError>): RequestResult<AuthShowSecondFactorResponses, AuthShowSecondFactorErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthShowSecondFactorResponses, AuthShowSecondFactorErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/second-factor',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How you sign in
 */
export const authSecurity = <ThrowOnError extends boolean = true>(options?: Options<AuthSecurityData, ThrowOnError>): RequestResult<AuthSecurityResponses, AuthSecurityErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthSecurityResponses, AuthSecurityErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/security',
    ...options
});

/**
 * Sign out everywhere else
 */
export const authSessionsEndOthers = <ThrowOnError extends boolean = true>(options?: Options<AuthSessionsEndOthersData, ThrowOnError>): RequestResult<AuthSessionsEndOthersResponses, AuthSessionsEndOthersErrors, ThrowOnError, 'data'> => (options?.client ?? client).delete<AuthSessionsEndOthersResponses, AuthSessionsEndOthersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/sessions',
    ...options
});

/**
 * Where you are signed in
 *
 * The last used first; `is_current` is the one that asks.
 */
export const authSessionsList = <ThrowOnError extends boolean = true>(options?: Options<AuthSessionsListData, ThrowOnError>): RequestResult<AuthSessionsListResponses, AuthSessionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthSessionsListResponses, AuthSessionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/sessions',
    ...options
});

/**
 * Sign out there
 *
 * At once: its next request is refused.
 */
export const authSessionsEnd = <ThrowOnError extends boolean = true>(options: Options<AuthSessionsEndData, ThrowOnError>): RequestResult<AuthSessionsEndResponses, AuthSessionsEndErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<AuthSessionsEndResponses, AuthSessionsEndErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/sessions/{session_id}',
    ...options
});

/**
 * Use no authenticator app any more
 */
export const authTotpRemove = <ThrowOnError extends boolean = true>(options?: Options<AuthTotpRemoveData, ThrowOnError>): RequestResult<AuthTotpRemoveResponses, AuthTotpRemoveErrors, ThrowOnError, 'data'> => (options?.client ?? client).delete<AuthTotpRemoveResponses, AuthTotpRemoveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/totp',
    ...options
});

/**
 * Begin to use an authenticator app
 *
 * Counts once POST /auth/totp/confirm was given a code of it.
 */
export const authTotpBegin = <ThrowOnError extends boolean = true>(options?: Options<AuthTotpBeginData, ThrowOnError>): RequestResult<AuthTotpBeginResponses, AuthTotpBeginErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<AuthTotpBeginResponses, AuthTotpBeginErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/totp',
    ...options
});

/**
 * Confirm the authenticator app by a code of it
 *
 * Answers the recovery codes, this once. From now on signing in asks for a code.
 */
export const authTotpConfirm = <ThrowOnError extends boolean = true>(options: Options<AuthTotpConfirmData, ThrowOnError>): RequestResult<AuthTotpConfirmResponses, AuthTotpConfirmErrors, ThrowOnError, 'data'> => (options.client ?? client).post<AuthTotpConfirmResponses, AuthTotpConfirmErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/totp/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What ways to sign in and to register there are
 */
export const authWays = <ThrowOnError extends boolean = true>(options?: Options<AuthWaysData, ThrowOnError>): RequestResult<AuthWaysResponses, AuthWaysErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<AuthWaysResponses, AuthWaysErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/auth/ways',
    ...options
});

/**
 * Broker connections, by name
 */
export const brokerConnectionsList = <ThrowOnError extends boolean = true>(options?: Options<BrokerConnectionsListData, ThrowOnError>): RequestResult<BrokerConnectionsListResponses, BrokerConnectionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<BrokerConnectionsListResponses, BrokerConnectionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections',
    ...options
});

/**
 * Connect to a broker's service
 *
 * With a schedule, the first sync begins at once.
 */
export const brokerConnectionsCreate = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsCreateData, ThrowOnError>): RequestResult<BrokerConnectionsCreateResponses, BrokerConnectionsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<BrokerConnectionsCreateResponses, BrokerConnectionsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Brokers that can be connected, and what each needs
 */
export const brokerConnectionsBrokers = <ThrowOnError extends boolean = true>(options?: Options<BrokerConnectionsBrokersData, ThrowOnError>): RequestResult<BrokerConnectionsBrokersResponses, BrokerConnectionsBrokersErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<BrokerConnectionsBrokersResponses, BrokerConnectionsBrokersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/brokers',
    ...options
});

/**
 * Delete a broker connection and its credentials
 *
 * What it fetched stays: undo its imports to take that out too.
 */
export const brokerConnectionsDelete = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsDeleteData, ThrowOnError>): RequestResult<BrokerConnectionsDeleteResponses, BrokerConnectionsDeleteErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<BrokerConnectionsDeleteResponses, BrokerConnectionsDeleteErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}',
    ...options
});

/**
 * One broker connection
 */
export const brokerConnectionsGet = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsGetData, ThrowOnError>): RequestResult<BrokerConnectionsGetResponses, BrokerConnectionsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<BrokerConnectionsGetResponses, BrokerConnectionsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}',
    ...options
});

/**
 * Change a broker connection
 *
 * New credentials let a connection go on whose old ones were refused. Another first day fetches anew from it:
 * fills that are known count once.
 */
export const brokerConnectionsChange = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsChangeData, ThrowOnError>): RequestResult<BrokerConnectionsChangeResponses, BrokerConnectionsChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<BrokerConnectionsChangeResponses, BrokerConnectionsChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What became of a connection's syncs, newest first
 */
export const brokerConnectionRunsList = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionRunsListData, ThrowOnError>): RequestResult<BrokerConnectionRunsListResponses, BrokerConnectionRunsListErrors, ThrowOnError, 'data'> => (options.client ?? client).get<BrokerConnectionRunsListResponses, BrokerConnectionRunsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}/runs',
    ...options
});

/**
 * Sync now
 *
 * A worker does it: see its runs. What it fetches becomes an import.
 */
export const brokerConnectionsSync = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsSyncData, ThrowOnError>): RequestResult<BrokerConnectionsSyncResponses, BrokerConnectionsSyncErrors, ThrowOnError, 'data'> => (options.client ?? client).post<BrokerConnectionsSyncResponses, BrokerConnectionsSyncErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}/sync',
    ...options
});

/**
 * Ask the broker whether the credentials are right
 */
export const brokerConnectionsTest = <ThrowOnError extends boolean = true>(options: Options<BrokerConnectionsTestData, ThrowOnError>): RequestResult<BrokerConnectionsTestResponses, BrokerConnectionsTestErrors, ThrowOnError, 'data'> => (options.client ?? client).post<BrokerConnectionsTestResponses, BrokerConnectionsTestErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/broker-connections/{connection_id}/test',
    ...options
});

/**
 * Cash events, newest first
 *
 * Money that moved without a fill. It is no part of trading results.
 */
export const cashEventsList = <ThrowOnError extends boolean = true>(options?: Options<CashEventsListData, ThrowOnError>): RequestResult<CashEventsListResponses, CashEventsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<CashEventsListResponses, CashEventsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/cash-events',
    ...options
});

/**
 * Enter a cash event by hand
 *
 * Two events entered alike are two events.
 */
export const cashEventsCreate = <ThrowOnError extends boolean = true>(options: Options<CashEventsCreateData, ThrowOnError>): RequestResult<CashEventsCreateResponses, CashEventsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CashEventsCreateResponses, CashEventsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/cash-events',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One cash event, with the files and lines that state it
 */
export const cashEventsGet = <ThrowOnError extends boolean = true>(options: Options<CashEventsGetData, ThrowOnError>): RequestResult<CashEventsGetResponses, CashEventsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<CashEventsGetResponses, CashEventsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/cash-events/{event_id}',
    ...options
});

/**
 * Take a void back
 */
export const cashEventsRestore = <ThrowOnError extends boolean = true>(options: Options<CashEventsRestoreData, ThrowOnError>): RequestResult<CashEventsRestoreResponses, CashEventsRestoreErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CashEventsRestoreResponses, CashEventsRestoreErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/cash-events/{event_id}/restore',
    ...options
});

/**
 * Void a cash event
 *
 * It stays, and counts no more; files that state it again change nothing.
 */
export const cashEventsVoid = <ThrowOnError extends boolean = true>(options: Options<CashEventsVoidData, ThrowOnError>): RequestResult<CashEventsVoidResponses, CashEventsVoidErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CashEventsVoidResponses, CashEventsVoidErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/cash-events/{event_id}/void',
    ...options
});

/**
 * What a point of each contract is worth
 *
 * The workspace's own first, then the registry with its sources. Options on shares count 100 of their
 * underlying, a standard lot of currency 100 000 units.
 */
export const contractsList = <ThrowOnError extends boolean = true>(options?: Options<ContractsListData, ThrowOnError>): RequestResult<ContractsListResponses, ContractsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ContractsListResponses, ContractsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/contracts',
    ...options
});

/**
 * Go by the registry again
 */
export const contractsDelete = <ThrowOnError extends boolean = true>(options: Options<ContractsDeleteData, ThrowOnError>): RequestResult<ContractsDeleteResponses, ContractsDeleteErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<ContractsDeleteResponses, ContractsDeleteErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/contracts/{root}',
    ...options
});

/**
 * State what a point of a contract is worth
 *
 * Files that are read from now on go by it; settle an import's quarantined rows to have them read again.
 */
export const contractsPut = <ThrowOnError extends boolean = true>(options: Options<ContractsPutData, ThrowOnError>): RequestResult<ContractsPutResponses, ContractsPutErrors, ThrowOnError, 'data'> => (options.client ?? client).put<ContractsPutResponses, ContractsPutErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/contracts/{root}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Corporate actions, newest first
 *
 * Splits, symbol changes, spin-offs, mergers and delistings, voided ones too.
 */
export const corporateActionsList = <ThrowOnError extends boolean = true>(options?: Options<CorporateActionsListData, ThrowOnError>): RequestResult<CorporateActionsListResponses, CorporateActionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<CorporateActionsListResponses, CorporateActionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/corporate-actions',
    ...options
});

/**
 * Enter a corporate action
 *
 * Open lots follow it from then on; fills keep what was traded. Saying the same again adds nothing.
 */
export const corporateActionsCreate = <ThrowOnError extends boolean = true>(options: Options<CorporateActionsCreateData, ThrowOnError>): RequestResult<CorporateActionsCreateResponses, CorporateActionsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CorporateActionsCreateResponses, CorporateActionsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/corporate-actions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One corporate action, with the files and lines that state it
 */
export const corporateActionsGet = <ThrowOnError extends boolean = true>(options: Options<CorporateActionsGetData, ThrowOnError>): RequestResult<CorporateActionsGetResponses, CorporateActionsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<CorporateActionsGetResponses, CorporateActionsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/corporate-actions/{action_id}',
    ...options
});

/**
 * Take a void back
 */
export const corporateActionsRestore = <ThrowOnError extends boolean = true>(options: Options<CorporateActionsRestoreData, ThrowOnError>): RequestResult<CorporateActionsRestoreResponses, CorporateActionsRestoreErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CorporateActionsRestoreResponses, CorporateActionsRestoreErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/corporate-actions/{action_id}/restore',
    ...options
});

/**
 * Void a corporate action
 *
 * It stays, and counts no more; files that state it again change nothing.
 */
export const corporateActionsVoid = <ThrowOnError extends boolean = true>(options: Options<CorporateActionsVoidData, ThrowOnError>): RequestResult<CorporateActionsVoidResponses, CorporateActionsVoidErrors, ThrowOnError, 'data'> => (options.client ?? client).post<CorporateActionsVoidResponses, CorporateActionsVoidErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/corporate-actions/{action_id}/void',
    ...options
});

/**
 * Executions, newest first
 *
 * With `Accept: text/csv` all of them, as a table to be streamed: `limit` and `cursor` are for pages.
 */
export const executionsList = <ThrowOnError extends boolean = true>(options?: Options<ExecutionsListData, ThrowOnError>): RequestResult<ExecutionsListResponses, ExecutionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ExecutionsListResponses, ExecutionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions',
    ...options
});

/**
 * Enter a fill by hand
 *
 * Its trades are derived anew before the answer. Two fills entered alike are two fills. What is dated in the future
 * is refused; fees above what was traded for want to be confirmed.
 */
export const executionsCreate = <ThrowOnError extends boolean = true>(options: Options<ExecutionsCreateData, ThrowOnError>): RequestResult<ExecutionsCreateResponses, ExecutionsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ExecutionsCreateResponses, ExecutionsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Post many fills at once
 *
 * All of them or none: a row that cannot be stored is named by its place, from 0. Posting again adds nothing.
 * They become an import, with the body as its file, which can be undone. Their trades are there with the answer.
 */
export const executionsPost = <ThrowOnError extends boolean = true>(options: Options<ExecutionsPostData, ThrowOnError>): RequestResult<ExecutionsPostResponses, ExecutionsPostErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ExecutionsPostResponses, ExecutionsPostErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions/bulk',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One execution, with the files and lines that state it
 */
export const executionsGet = <ThrowOnError extends boolean = true>(options: Options<ExecutionsGetData, ThrowOnError>): RequestResult<ExecutionsGetResponses, ExecutionsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ExecutionsGetResponses, ExecutionsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions/{execution_id}',
    ...options
});

/**
 * Name the lots a closing fill takes
 *
 * For accounts with the method `specific`; an empty list takes the names back.
 */
export const executionsPickLots = <ThrowOnError extends boolean = true>(options: Options<ExecutionsPickLotsData, ThrowOnError>): RequestResult<ExecutionsPickLotsResponses, ExecutionsPickLotsErrors, ThrowOnError, 'data'> => (options.client ?? client).put<ExecutionsPickLotsResponses, ExecutionsPickLotsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions/{execution_id}/lots',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take a void back
 */
export const executionsRestore = <ThrowOnError extends boolean = true>(options: Options<ExecutionsRestoreData, ThrowOnError>): RequestResult<ExecutionsRestoreResponses, ExecutionsRestoreErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ExecutionsRestoreResponses, ExecutionsRestoreErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions/{execution_id}/restore',
    ...options
});

/**
 * Void an execution
 *
 * It stays, and counts no more; files that state it again change nothing.
 */
export const executionsVoid = <ThrowOnError extends boolean = true>(options: Options<ExecutionsVoidData, ThrowOnError>): RequestResult<ExecutionsVoidResponses, ExecutionsVoidErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ExecutionsVoidResponses, ExecutionsVoidErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/executions/{execution_id}/void',
    ...options
});

/**
 * The process answers
 */
export const healthLive = <ThrowOnError extends boolean = true>(options?: Options<HealthLiveData, ThrowOnError>): RequestResult<HealthLiveResponses, unknown, ThrowOnError, 'data'> => (options?.client ?? client).get<HealthLiveResponses, unknown, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/health/live',
    ...options
});

/**
 * Prometheus figures
 *
 * On loopback only: elsewhere the address does not exist.
 */
export const healthMetrics = <ThrowOnError extends boolean = true>(options?: Options<HealthMetricsData, ThrowOnError>): RequestResult<HealthMetricsResponses, HealthMetricsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<HealthMetricsResponses, HealthMetricsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/health/metrics',
    ...options
});

/**
 * Requests can be served
 */
export const healthReady = <ThrowOnError extends boolean = true>(options?: Options<HealthReadyData, ThrowOnError>): RequestResult<HealthReadyResponses, HealthReadyErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<HealthReadyResponses, HealthReadyErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/health/ready',
    ...options
});

/**
 * Which version this is
 */
export const healthVersion = <ThrowOnError extends boolean = true>(options?: Options<HealthVersionData, ThrowOnError>): RequestResult<HealthVersionResponses, unknown, ThrowOnError, 'data'> => (options?.client ?? client).get<HealthVersionResponses, unknown, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/health/version',
    ...options
});

/**
 * Imports, newest first
 */
export const importsList = <ThrowOnError extends boolean = true>(options?: Options<ImportsListData, ThrowOnError>): RequestResult<ImportsListResponses, ImportsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ImportsListResponses, ImportsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports',
    ...options
});

/**
 * Import a broker's file
 *
 * A form with the field `file`, or the file itself as the body (a JSON file as application/octet-stream), is
 * streamed to storage. Or JSON with the `upload_id` of an upload that has arrived whole, whose bytes are taken over.
 * A worker then detects the layout and reads the file. Follow it at `Location`.
 */
export const importsCreate = <ThrowOnError extends boolean = true>(options: Options<ImportsCreateData, ThrowOnError>): RequestResult<ImportsCreateResponses, ImportsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsCreateResponses, ImportsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Layouts that can be read
 */
export const importFormatsList = <ThrowOnError extends boolean = true>(options?: Options<ImportFormatsListData, ThrowOnError>): RequestResult<ImportFormatsListResponses, ImportFormatsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ImportFormatsListResponses, ImportFormatsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/formats',
    ...options
});

/**
 * What was said of tables' columns, last used first
 */
export const importMappingsList = <ThrowOnError extends boolean = true>(options?: Options<ImportMappingsListData, ThrowOnError>): RequestResult<ImportMappingsListResponses, ImportMappingsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<ImportMappingsListResponses, ImportMappingsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/mappings',
    ...options
});

/**
 * Forget a saved mapping
 *
 * What was imported with it stays.
 */
export const importMappingsDelete = <ThrowOnError extends boolean = true>(options: Options<ImportMappingsDeleteData, ThrowOnError>): RequestResult<ImportMappingsDeleteResponses, ImportMappingsDeleteErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<ImportMappingsDeleteResponses, ImportMappingsDeleteErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/mappings/{mapping_id}',
    ...options
});

/**
 * Rename a saved mapping
 */
export const importMappingsChange = <ThrowOnError extends boolean = true>(options: Options<ImportMappingsChangeData, ThrowOnError>): RequestResult<ImportMappingsChangeResponses, ImportMappingsChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<ImportMappingsChangeResponses, ImportMappingsChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/mappings/{mapping_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One import: its state, its counts, what it would do or did
 */
export const importsGet = <ThrowOnError extends boolean = true>(options: Options<ImportsGetData, ThrowOnError>): RequestResult<ImportsGetResponses, ImportsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ImportsGetResponses, ImportsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}',
    ...options
});

/**
 * Cancel an import before it is committed
 */
export const importsCancel = <ThrowOnError extends boolean = true>(options: Options<ImportsCancelData, ThrowOnError>): RequestResult<ImportsCancelResponses, ImportsCancelErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsCancelResponses, ImportsCancelErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/cancel',
    ...options
});

/**
 * Commit an import after its review
 */
export const importsCommit = <ThrowOnError extends boolean = true>(options: Options<ImportsCommitData, ThrowOnError>): RequestResult<ImportsCommitResponses, ImportsCommitErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsCommitResponses, ImportsCommitErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/commit',
    ...options
});

/**
 * Rows that are neither new nor duplicates, and why
 */
export const importNotesList = <ThrowOnError extends boolean = true>(options: Options<ImportNotesListData, ThrowOnError>): RequestResult<ImportNotesListResponses, ImportNotesListErrors, ThrowOnError, 'data'> => (options.client ?? client).get<ImportNotesListResponses, ImportNotesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/notes',
    ...options
});

/**
 * Read the file again, with other options
 *
 * From the review, or after a failure, a cancellation or an undo.
 */
export const importsRetry = <ThrowOnError extends boolean = true>(options: Options<ImportsRetryData, ThrowOnError>): RequestResult<ImportsRetryResponses, ImportsRetryErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsRetryResponses, ImportsRetryErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/retry',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Settle rows in quarantine, or take that back
 *
 * One by one, or all rows in quarantine for the same reason; with `as` null, rows that were settled are in
 * quarantine again. The file is read again by a worker: in the review it ends there; a committed import stays
 * one, `phase` being `settling` meanwhile.
 */
export const importsSettle = <ThrowOnError extends boolean = true>(options: Options<ImportsSettleData, ThrowOnError>): RequestResult<ImportsSettleResponses, ImportsSettleErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsSettleResponses, ImportsSettleErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/settle',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take a committed import out of the ledger
 *
 * A worker does it: `phase` is `undoing` until `state` is `undone`. What another file states too, stays;
 * annotations wait for the fills to come back.
 */
export const importsUndo = <ThrowOnError extends boolean = true>(options: Options<ImportsUndoData, ThrowOnError>): RequestResult<ImportsUndoResponses, ImportsUndoErrors, ThrowOnError, 'data'> => (options.client ?? client).post<ImportsUndoResponses, ImportsUndoErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/imports/{import_id}/undo',
    ...options
});

/**
 * Invitations that nobody has accepted
 */
export const invitationsList = <ThrowOnError extends boolean = true>(options?: Options<InvitationsListData, ThrowOnError>): RequestResult<InvitationsListResponses, InvitationsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<InvitationsListResponses, InvitationsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/invitations',
    ...options
});

/**
 * Invite somebody by their address
 *
 * The link serves once, for a week, and only whoever has that address. One sent to it before ends. It is mailed
 * where the server can send mail. To invite an admin you must have proved lately who you are.
 */
export const invitationsCreate = <ThrowOnError extends boolean = true>(options: Options<InvitationsCreateData, ThrowOnError>): RequestResult<InvitationsCreateResponses, InvitationsCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<InvitationsCreateResponses, InvitationsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/invitations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Accept an invitation
 *
 * As whoever was invited. The answer is the workspace you belong to from now on.
 */
export const invitationsAccept = <ThrowOnError extends boolean = true>(options: Options<InvitationsAcceptData, ThrowOnError>): RequestResult<InvitationsAcceptResponses, InvitationsAcceptErrors, ThrowOnError, 'data'> => (options.client ?? client).post<InvitationsAcceptResponses, InvitationsAcceptErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/invitations/accept',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What an invitation's link says
 *
 * Needs no sign-in, and changes nothing: it is a POST so that the token stands in no address.
 */
export const invitationsLook = <ThrowOnError extends boolean = true>(options: Options<InvitationsLookData, ThrowOnError>): RequestResult<InvitationsLookResponses, InvitationsLookErrors, ThrowOnError, 'data'> => (options.client ?? client).post<InvitationsLookResponses, InvitationsLookErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/invitations/look',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take an invitation back
 */
export const invitationsTakeBack = <ThrowOnError extends boolean = true>(options: Options<InvitationsTakeBackData, ThrowOnError>): RequestResult<InvitationsTakeBackResponses, InvitationsTakeBackErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<InvitationsTakeBackResponses, InvitationsTakeBackErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/invitations/{invitation_id}',
    ...options
});

/**
 * Who belongs to the workspace
 */
export const membersList = <ThrowOnError extends boolean = true>(options?: Options<MembersListData, ThrowOnError>): RequestResult<MembersListResponses, MembersListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<MembersListResponses, MembersListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/members',
    ...options
});

/**
 * Leave the workspace
 *
 * The last owner hands it over first, or deletes it. The answer is an empty list: you see nobody there any more.
 */
export const membersLeave = <ThrowOnError extends boolean = true>(options?: Options<MembersLeaveData, ThrowOnError>): RequestResult<MembersLeaveResponses, MembersLeaveErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<MembersLeaveResponses, MembersLeaveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/members/leave',
    ...options
});

/**
 * Remove a member
 *
 * Their API keys here open nothing any more. What they entered stays.
 */
export const membersRemove = <ThrowOnError extends boolean = true>(options: Options<MembersRemoveData, ThrowOnError>): RequestResult<MembersRemoveResponses, MembersRemoveErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<MembersRemoveResponses, MembersRemoveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/members/{user_id}',
    ...options
});

/**
 * One member
 */
export const membersGet = <ThrowOnError extends boolean = true>(options: Options<MembersGetData, ThrowOnError>): RequestResult<MembersGetResponses, MembersGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<MembersGetResponses, MembersGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/members/{user_id}',
    ...options
});

/**
 * Change a member's role
 *
 * Owners are made and unmade by owners; one of them stays. It counts from the member's next request on. To make
 * an owner or an admin you must have proved lately who you are.
 */
export const membersChange = <ThrowOnError extends boolean = true>(options: Options<MembersChangeData, ThrowOnError>): RequestResult<MembersChangeResponses, MembersChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<MembersChangeResponses, MembersChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/members/{user_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Every permission: what it allows, and which roles have it
 */
export const permissionsList = <ThrowOnError extends boolean = true>(options?: Options<PermissionsListData, ThrowOnError>): RequestResult<PermissionsListResponses, PermissionsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<PermissionsListResponses, PermissionsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/permissions',
    ...options
});

/**
 * What is kept about people, and for how long
 */
export const privacyGet = <ThrowOnError extends boolean = true>(options?: Options<PrivacyGetData, ThrowOnError>): RequestResult<PrivacyGetResponses, PrivacyGetErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<PrivacyGetResponses, PrivacyGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy',
    ...options
});

/**
 * What you agreed to
 */
export const privacyConsentsList = <ThrowOnError extends boolean = true>(options?: Options<PrivacyConsentsListData, ThrowOnError>): RequestResult<PrivacyConsentsListResponses, PrivacyConsentsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<PrivacyConsentsListResponses, PrivacyConsentsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/consents',
    ...options
});

/**
 * Withdraw an agreement that is optional
 */
export const privacyConsentsWithdraw = <ThrowOnError extends boolean = true>(options: Options<PrivacyConsentsWithdrawData, ThrowOnError>): RequestResult<PrivacyConsentsWithdrawResponses, PrivacyConsentsWithdrawErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<PrivacyConsentsWithdrawResponses, PrivacyConsentsWithdrawErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/consents/{kind}',
    ...options
});

/**
 * Agree to a document, or to an optional use
 */
export const privacyConsentsGive = <ThrowOnError extends boolean = true>(options: Options<PrivacyConsentsGiveData, ThrowOnError>): RequestResult<PrivacyConsentsGiveResponses, PrivacyConsentsGiveErrors, ThrowOnError, 'data'> => (options.client ?? client).put<PrivacyConsentsGiveResponses, PrivacyConsentsGiveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/consents/{kind}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Keep your account
 *
 * Workspaces that were about to go with you stay too; invitations have to be sent anew.
 */
export const privacyErasureUndo = <ThrowOnError extends boolean = true>(options?: Options<PrivacyErasureUndoData, ThrowOnError>): RequestResult<PrivacyErasureUndoResponses, PrivacyErasureUndoErrors, ThrowOnError, 'data'> => (options?.client ?? client).delete<PrivacyErasureUndoResponses, PrivacyErasureUndoErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/erasure',
    ...options
});

/**
 * Whether you are about to be erased, and what becomes of your workspaces
 */
export const privacyErasureGet = <ThrowOnError extends boolean = true>(options?: Options<PrivacyErasureGetData, ThrowOnError>): RequestResult<PrivacyErasureGetResponses, PrivacyErasureGetErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<PrivacyErasureGetResponses, PrivacyErasureGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/erasure',
    ...options
});

/**
 * Erase your account and all that is yours, after a week
 *
 * Needs a fresh proof of who you are. Workspaces of yours alone go with you; until then you can sign in and undo
 * it. Your other sessions end at once.
 */
export const privacyErasureRequest = <ThrowOnError extends boolean = true>(options: Options<PrivacyErasureRequestData, ThrowOnError>): RequestResult<PrivacyErasureRequestResponses, PrivacyErasureRequestErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PrivacyErasureRequestResponses, PrivacyErasureRequestErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/erasure',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Your exports, newest first
 */
export const privacyExportsList = <ThrowOnError extends boolean = true>(options?: Options<PrivacyExportsListData, ThrowOnError>): RequestResult<PrivacyExportsListResponses, PrivacyExportsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<PrivacyExportsListResponses, PrivacyExportsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/exports',
    ...options
});

/**
 * Write everything that is kept about you into one file
 *
 * A worker writes it; follow it at `Location`, then download it. Needs a fresh proof of who you are. While one is
 * under way it is the answer.
 */
export const privacyExportsCreate = <ThrowOnError extends boolean = true>(options?: Options<PrivacyExportsCreateData, ThrowOnError>): RequestResult<PrivacyExportsCreateResponses, PrivacyExportsCreateErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<PrivacyExportsCreateResponses, PrivacyExportsCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/exports',
    ...options
});

/**
 * One export: how far it is, what is in it
 */
export const privacyExportsGet = <ThrowOnError extends boolean = true>(options: Options<PrivacyExportsGetData, ThrowOnError>): RequestResult<PrivacyExportsGetResponses, PrivacyExportsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<PrivacyExportsGetResponses, PrivacyExportsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/exports/{export_id}',
    ...options
});

/**
 * The export's file
 *
 * Until `expires_at`, for you alone, after a fresh proof of who you are.
 */
export const privacyExportsDownload = <ThrowOnError extends boolean = true>(options: Options<PrivacyExportsDownloadData, ThrowOnError>): RequestResult<PrivacyExportsDownloadResponses, PrivacyExportsDownloadErrors, ThrowOnError, 'data'> => (options.client ?? client).get<PrivacyExportsDownloadResponses, PrivacyExportsDownloadErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/privacy/exports/{export_id}/file',
    ...options
});

/**
 * Links that open something
 */
export const sharesList = <ThrowOnError extends boolean = true>(options?: Options<SharesListData, ThrowOnError>): RequestResult<SharesListResponses, SharesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<SharesListResponses, SharesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/shares',
    ...options
});

/**
 * Make a link to a trade
 *
 * Whoever has the link sees the trade without signing in, as much of it as you say, until it expires; or, with
 * an address, only who signs in with that.
 */
export const sharesCreate = <ThrowOnError extends boolean = true>(options: Options<SharesCreateData, ThrowOnError>): RequestResult<SharesCreateResponses, SharesCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<SharesCreateResponses, SharesCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/shares',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What a link tells
 *
 * Needs no sign-in, unless the link is for somebody, and changes nothing: it is a POST so that the token stands in
 * no address.
 */
export const sharesOpen = <ThrowOnError extends boolean = true>(options: Options<SharesOpenData, ThrowOnError>): RequestResult<SharesOpenResponses, SharesOpenErrors, ThrowOnError, 'data'> => (options.client ?? client).post<SharesOpenResponses, SharesOpenErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/shares/open',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * End a link
 */
export const sharesEnd = <ThrowOnError extends boolean = true>(options: Options<SharesEndData, ThrowOnError>): RequestResult<SharesEndResponses, SharesEndErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<SharesEndResponses, SharesEndErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/shares/{share_id}',
    ...options
});

/**
 * Tags in use, most used first
 */
export const tagsList = <ThrowOnError extends boolean = true>(options?: Options<TagsListData, ThrowOnError>): RequestResult<TagsListResponses, TagsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<TagsListResponses, TagsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/tags',
    ...options
});

/**
 * Trades by filter
 *
 * With `Accept: text/csv` all that match, as a table to be streamed: `limit` and `cursor` are for pages.
 */
export const tradesList = <ThrowOnError extends boolean = true>(options?: Options<TradesListData, ThrowOnError>): RequestResult<TradesListResponses, TradesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<TradesListResponses, TradesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/trades',
    ...options
});

/**
 * What the filter language knows, with values to offer
 */
export const filterFieldsList = <ThrowOnError extends boolean = true>(options?: Options<FilterFieldsListData, ThrowOnError>): RequestResult<FilterFieldsListResponses, FilterFieldsListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<FilterFieldsListResponses, FilterFieldsListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/trades/filter-fields',
    ...options
});

/**
 * One trade, worked out step by step
 *
 * Its fills with file and line, the lots matched, what each day realised, and what you said of it.
 */
export const tradesGet = <ThrowOnError extends boolean = true>(options: Options<TradesGetData, ThrowOnError>): RequestResult<TradesGetResponses, TradesGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<TradesGetResponses, TradesGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/trades/{trade_id}',
    ...options
});

/**
 * What you said of a trade
 */
export const annotationsGet = <ThrowOnError extends boolean = true>(options: Options<AnnotationsGetData, ThrowOnError>): RequestResult<AnnotationsGetResponses, AnnotationsGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<AnnotationsGetResponses, AnnotationsGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/trades/{trade_id}/annotation',
    ...options
});

/**
 * Tag, note, rate a trade; set its stop, target and planned risk
 *
 * Needs the annotation's ETag as `If-Match`. Survives re-derivation, import, undo and import again.
 */
export const annotationsChange = <ThrowOnError extends boolean = true>(options: Options<AnnotationsChangeData, ThrowOnError>): RequestResult<AnnotationsChangeResponses, AnnotationsChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<AnnotationsChangeResponses, AnnotationsChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/trades/{trade_id}/annotation',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What is spoken here: tus version, extensions, limits
 */
export const uploadsCapabilities = <ThrowOnError extends boolean = true>(options?: Options<UploadsCapabilitiesData, ThrowOnError>): RequestResult<UploadsCapabilitiesResponses, UploadsCapabilitiesErrors, ThrowOnError, 'data'> => (options?.client ?? client).options<UploadsCapabilitiesResponses, UploadsCapabilitiesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/uploads',
    ...options
});

/**
 * Begin an upload that can be resumed
 *
 * Send the bytes to `Location`, or the first of them with this request. `Upload-Concat: final;…` puts uploads
 * together that arrived beside each other.
 */
export const uploadsCreate = <ThrowOnError extends boolean = true>(options?: Options<UploadsCreateData, ThrowOnError>): RequestResult<UploadsCreateResponses, UploadsCreateErrors, ThrowOnError, 'data'> => (options?.client ?? client).post<UploadsCreateResponses, UploadsCreateErrors, ThrowOnError, 'data'>({
    bodySerializer: null,
    responseStyle: 'data',
    url: '/api/v1/uploads',
    ...options,
    headers: {
        'Content-Type': 'application/offset+octet-stream',
        ...options?.headers
    }
});

/**
 * Give an upload up
 */
export const uploadsTerminate = <ThrowOnError extends boolean = true>(options: Options<UploadsTerminateData, ThrowOnError>): RequestResult<UploadsTerminateResponses, UploadsTerminateErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<UploadsTerminateResponses, UploadsTerminateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/uploads/{upload_id}',
    ...options
});

/**
 * Where an upload goes on
 *
 * `Upload-Offset` bytes have arrived and outlive a power cut.
 */
export const uploadsLook = <ThrowOnError extends boolean = true>(options: Options<UploadsLookData, ThrowOnError>): RequestResult<UploadsLookResponses, UploadsLookErrors, ThrowOnError, 'data'> => (options.client ?? client).head<UploadsLookResponses, UploadsLookErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/uploads/{upload_id}',
    ...options
});

/**
 * Send the next bytes of an upload
 *
 * `Upload-Offset` says at which byte they begin: the one that HEAD answers. When the connection breaks, what
 * came is kept.
 */
export const uploadsAppend = <ThrowOnError extends boolean = true>(options: Options<UploadsAppendData, ThrowOnError>): RequestResult<UploadsAppendResponses, UploadsAppendErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<UploadsAppendResponses, UploadsAppendErrors, ThrowOnError, 'data'>({
    bodySerializer: null,
    responseStyle: 'data',
    url: '/api/v1/uploads/{upload_id}',
    ...options,
    headers: {
        'Content-Type': 'application/offset+octet-stream',
        ...options.headers
    }
});

/**
 * Workspaces you belong to
 */
export const workspacesList = <ThrowOnError extends boolean = true>(options?: Options<WorkspacesListData, ThrowOnError>): RequestResult<WorkspacesListResponses, WorkspacesListErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<WorkspacesListResponses, WorkspacesListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces',
    ...options
});

/**
 * Make one more workspace of your own
 *
 * Name it in the `Workspace` header to act in it.
 */
export const workspacesCreate = <ThrowOnError extends boolean = true>(options: Options<WorkspacesCreateData, ThrowOnError>): RequestResult<WorkspacesCreateResponses, WorkspacesCreateErrors, ThrowOnError, 'data'> => (options.client ?? client).post<WorkspacesCreateResponses, WorkspacesCreateErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a workspace with all that is in it, after a week
 *
 * Until then everybody in it only looks, and an owner can bring it back. You must have proved lately who you are.
 */
export const workspacesDelete = <ThrowOnError extends boolean = true>(options: Options<WorkspacesDeleteData, ThrowOnError>): RequestResult<WorkspacesDeleteResponses, WorkspacesDeleteErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<WorkspacesDeleteResponses, WorkspacesDeleteErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces/{workspace_id}',
    ...options
});

/**
 * One workspace
 */
export const workspacesGet = <ThrowOnError extends boolean = true>(options: Options<WorkspacesGetData, ThrowOnError>): RequestResult<WorkspacesGetResponses, WorkspacesGetErrors, ThrowOnError, 'data'> => (options.client ?? client).get<WorkspacesGetResponses, WorkspacesGetErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces/{workspace_id}',
    ...options
});

/**
 * Rename a workspace, change its zone or currency
 */
export const workspacesChange = <ThrowOnError extends boolean = true>(options: Options<WorkspacesChangeData, ThrowOnError>): RequestResult<WorkspacesChangeResponses, WorkspacesChangeErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<WorkspacesChangeResponses, WorkspacesChangeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces/{workspace_id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Keep a workspace that was about to be deleted
 *
 * By an owner of it. Everybody is again what they were; invitations have to be sent anew.
 */
export const workspacesBringBack = <ThrowOnError extends boolean = true>(options: Options<WorkspacesBringBackData, ThrowOnError>): RequestResult<WorkspacesBringBackResponses, WorkspacesBringBackErrors, ThrowOnError, 'data'> => (options.client ?? client).post<WorkspacesBringBackResponses, WorkspacesBringBackErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces/{workspace_id}/bring-back',
    ...options
});

/**
 * Hand a workspace over to another member
 *
 * They become an owner, you an admin. You must have proved lately who you are.
 */
export const workspacesTransfer = <ThrowOnError extends boolean = true>(options: Options<WorkspacesTransferData, ThrowOnError>): RequestResult<WorkspacesTransferResponses, WorkspacesTransferErrors, ThrowOnError, 'data'> => (options.client ?? client).post<WorkspacesTransferResponses, WorkspacesTransferErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    url: '/api/v1/workspaces/{workspace_id}/transfer',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});
