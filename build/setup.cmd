@echo off
rem Make .venv with the locked Python packages; the other scripts call it.
rem Needs Python 3.11 or newer with the py launcher, as python.org installs it.
setlocal
cd /d "%~dp0.."

rem The stamp is a copy of what .venv was made from.
if not exist .venv\Scripts\python.exe goto make
fc /b requirements-dev.lock .venv\kks-stamp.lock >nul 2>&1 || goto install
fc /b pyproject.toml .venv\kks-stamp.toml >nul 2>&1 || goto install
exit /b 0

:make
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
    echo setup: perlu Python 3.11 atau yang lebih baru 1>&2
    exit /b 1
)
echo setup: membuat .venv
py -3 -m venv --clear .venv || exit /b 1

:install
echo setup: memasang paket Python yang terkunci ke .venv
del .venv\kks-stamp.lock .venv\kks-stamp.toml 2>nul
.venv\Scripts\python.exe -m pip install -qq --require-hashes --requirement requirements-dev.lock || exit /b 1
.venv\Scripts\python.exe -m pip install -qq --no-deps --no-build-isolation --editable . || exit /b 1
copy /y requirements-dev.lock .venv\kks-stamp.lock >nul || exit /b 1
copy /y pyproject.toml .venv\kks-stamp.toml >nul || exit /b 1
echo setup: siap
