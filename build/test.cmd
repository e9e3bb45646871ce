@echo off
setlocal
rem Run the tests; arguments go to pytest (build\test tests\domain -k kategori).
call "%~dp0setup.cmd" || exit /b 1
cd /d "%~dp0.."
if not defined QT_QPA_PLATFORM set QT_QPA_PLATFORM=offscreen
.venv\Scripts\python.exe -m pytest %*
