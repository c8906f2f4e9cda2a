"""The ledger: accounts, executions as facts, trades derived from them, annotations.

Tables: accounts, instruments, positions, executions, execution_sources, splits, split_sources, rates,
corporate_actions, corporate_action_sources, corporate_action_effects, exercise_prices, lot_picks, unmatched, trades,
trade_days, deleted_trades, annotations. Topic: ledger.changed.
"""
