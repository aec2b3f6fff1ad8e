-- Which run of the job runner a row is about, so that the console can lead there. Rewrites nothing.
ALTER TABLE "job_runs" ADD COLUMN IF NOT EXISTS "runner_run_id" TEXT;
